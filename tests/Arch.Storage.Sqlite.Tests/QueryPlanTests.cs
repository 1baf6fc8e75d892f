using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Purging;
using Arch.Storage.Sqlite.Reading;
using Arch.Storage.Sqlite.Tests.Support;
using Arch.Storage.Sqlite.Writing.Claims;
using Arch.Storage.Sqlite.Writing.Events;

namespace Arch.Storage.Sqlite.Tests;

/// <summary>Each question is answered from an index that holds hardly more than the answer.</summary>
public sealed class QueryPlanTests : StoreTest
{
    /// <summary>Gets every combination of filters and the index that answers it.</summary>
    public static TheoryData<bool, bool, bool, bool, string> Lists
    {
        get
        {
            var data = new TheoryData<bool, bool, bool, bool, string>();
            for (var bits = 0; bits < 16; bits++)
            {
                var (status, workflow, parent, range) = ((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0);
                data.Add(status, workflow, parent, range, parent ? "runs_by_parent" : workflow ? "runs_by_workflow" : "runs_by_status");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void RunList_EachShape_ReadsItsIndexInOrder(bool status, bool workflow, bool parent, bool range, string index)
    {
        var plan = Plan(RunList.Sql(new RunQuery
        {
            Status = status ? RunStatus.Failed : null,
            Workflow = workflow ? "shop.orders" : null,
            Parent = parent ? new RunId("run-1") : null,
            StartedFrom = range ? StoreFolder.Now : null,
            StartedBefore = range ? StoreFolder.Now : null,
        }));

        var reads = plan.Where(step => step.Contains(" runs ")).ToList();
        reads[^1].ShouldBe("SEARCH runs USING PRIMARY KEY (run_id=?)");
        reads[..^1].ShouldNotBeEmpty();
        reads[..^1].ShouldAllBe(step => step.StartsWith($"SEARCH runs USING COVERING INDEX {index} ") && step.Contains("(started_at,run_id)<"));
    }

    [Theory]
    [InlineData(HumanTaskStatus.Open, false, "tasks_by_status")]
    [InlineData(null, false, "tasks_by_status")]
    [InlineData(HumanTaskStatus.Open, true, "tasks_by_run")]
    [InlineData(null, true, "tasks_by_run")]
    public void TaskReading_EachShape_ReadsItsIndexInOrder(HumanTaskStatus? status, bool run, string index)
    {
        var plan = Plan(TaskReading.Sql(new HumanTaskQuery { Status = status, RunId = run ? new RunId("run-1") : null }));

        var reads = plan.Where(step => step.Contains(" tasks ")).ToList();
        reads[^1].ShouldBe("SEARCH tasks USING PRIMARY KEY (task_id=?)");
        reads[..^1].ShouldAllBe(step => step.StartsWith($"SEARCH tasks USING COVERING INDEX {index} ") && step.Contains("(opened_at,task_id)<"));
    }

    [Theory]
    [InlineData(Runnable.OfOwner, "SEARCH runs USING INDEX runs_owned (owner=?)")]
    [InlineData(Runnable.SuspectOfOwner, "SEARCH runs USING INDEX runs_suspect (owner=? AND crashes>?)")]
    [InlineData(Runnable.Left, "SCAN runs USING INDEX runs_left")]
    [InlineData(Runnable.Due, "SEARCH runs USING INDEX runs_due (due_at>? AND due_at<?)")]
    [InlineData(RunReading.SelectNextDue, "SEARCH runs USING INDEX runs_due (due_at>?)")]
    [InlineData(EventReading.SelectOutbox, "SCAN events USING INDEX events_outbox")]
    public void Work_EachQuestion_ReadsOneSmallIndex(string sql, string step) => Plan(sql).ShouldBe([step]);

    [Theory]
    [InlineData(Runnable.WithMessages, "SEARCH runs USING PRIMARY KEY (run_id=?)")]
    [InlineData(RunReading.SelectNotified, "SEARCH runs USING COVERING INDEX runs_owned (owner=? AND run_id=?)")]
    public void Work_WithMessages_GoesFromTheMessagesToTheRuns(string sql, string step) =>
        Plan(sql).ShouldBe(["SCAN inbox USING COVERING INDEX inbox_by_run", step]);

    [Theory]
    [InlineData(RunReading.SelectOwners, "SEARCH runs USING COVERING INDEX runs_owned")]
    [InlineData(DispatchWrite.SelectPatterns, "SEARCH waits USING COVERING INDEX waits_by_pattern")]
    public void Work_Distinct_GoesFromOneToTheNext(string sql, string step)
    {
        var plan = Plan(sql);

        plan.Count(line => line.StartsWith(step)).ShouldBe(2);
        plan.ShouldNotContain(line => line.StartsWith("SCAN runs") || line.StartsWith("SCAN waits"));
    }

    [Theory]
    [InlineData(EventDelivery.ToSubject, "SEARCH waits USING COVERING INDEX waits_by_subject (name=?)")]
    [InlineData(EventDelivery.ToPattern, "SEARCH waits USING COVERING INDEX waits_by_pattern (name=?)")]
    public void EventDelivery_Waits_AreFoundByTheirName(string sql, string step) => Plan(sql).ShouldContain(step);

    [Fact]
    public void PurgeSelection_NoWorkflow_ReadsTheOldestByStatus()
    {
        var plan = Plan(PurgeSelection.SelectOfAll);

        plan.Count(step => step.StartsWith("SEARCH run USING INDEX runs_by_status (status=? AND started_at<?") || step.StartsWith("SEARCH run USING INDEX runs_by_status (status=? AND (started_at,run_id)<")).ShouldBe(3);
        plan.ShouldNotContain(step => step.StartsWith("SCAN run "));
    }

    private List<string> Plan(string sql)
    {
        using var connection = Folder.Connect();
        return connection.Prepared("EXPLAIN QUERY PLAN " + sql).All(row => row.Text(3));
    }
}

using System.Collections.Immutable;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Testing;

/// <summary>
/// A run, as the commits made with it say it is. Each method makes the next commit, whether or not it is committed then; a minute
/// goes by between two commits.
/// </summary>
public sealed class SampleRun
{
    /// <summary>Creates a run that has no commit yet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="workflow">Its workflow.</param>
    /// <param name="parent">The run that calls it.</param>
    /// <param name="startedAt">When it starts; <see cref="Samples.Start"/> unless given.</param>
    public SampleRun(
        string id,
        string workflow = Samples.Workflow,
        RunId? parent = null,
        DateTimeOffset? startedAt = null)
    {
        Now = startedAt ?? Samples.Start;
        Summary = new RunSummary
        {
            RunId = new RunId(id),
            Workflow = workflow,
            Definition = Samples.Definition,
            Status = RunStatus.Running,
            StartedAt = Now,
            Parent = parent,
        };
    }

    /// <summary>Gets the run.</summary>
    public RunId Id => Summary.RunId;

    /// <summary>Gets the run after the last commit that was made.</summary>
    public RunSummary Summary { get; private set; }

    /// <summary>Gets or sets the epoch of the next commit.</summary>
    public long Epoch { get; set; } = 1;

    /// <summary>Gets the number of the next record.</summary>
    public long NextSequence => Records.Length + 1;

    /// <summary>Gets when the last commit was made.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Gets all records that were made.</summary>
    public ImmutableArray<JournalRecord> Records { get; private set; } = [];

    /// <summary>Makes a run like this one, whose commits do not change this one.</summary>
    /// <returns>The copy.</returns>
    public SampleRun Copy() => (SampleRun)MemberwiseClone();

    /// <summary>Makes the first commit: one record.</summary>
    /// <param name="writes">What is written besides.</param>
    /// <param name="key">The idempotency key.</param>
    /// <returns>The commit.</returns>
    public RunCommit Begin(RunWrites? writes = null, string? key = null)
    {
        Records = Records.Add(new RunStarted
        {
            Sequence = 1,
            At = Now,
            Definition = Summary.Definition,
            Inputs = Value.EmptyObject,
            Parent = Summary.Parent,
        });
        return new RunCommit(Epoch, 1, [Records[0]], Summary) { Writes = writes, IdempotencyKey = key };
    }

    /// <summary>Makes a commit with records after which the run is under way.</summary>
    /// <param name="writes">What is written besides.</param>
    /// <param name="records">How many records.</param>
    /// <returns>The commit.</returns>
    public RunCommit Continue(RunWrites? writes = null, int records = 1) =>
        Next(Summary with { Status = RunStatus.Running, DueAt = null }, writes, records);

    /// <summary>Makes a commit with one record after which the run only waits, and gives it up.</summary>
    /// <param name="dueAt">When it has something to do by itself.</param>
    /// <param name="writes">What is written besides.</param>
    /// <param name="status">What it does meanwhile.</param>
    /// <returns>The commit.</returns>
    public RunCommit Rest(DateTimeOffset? dueAt = null, RunWrites? writes = null, RunStatus status = RunStatus.Waiting) =>
        Next(Summary with { Status = status, DueAt = dueAt }, writes) with { Releases = true };

    /// <summary>Makes a commit with one record that ends the run.</summary>
    /// <param name="status">How it ends.</param>
    /// <param name="writes">What is written besides.</param>
    /// <param name="endedAt">When it ends.</param>
    /// <returns>The commit.</returns>
    public RunCommit End(
        RunStatus status = RunStatus.Succeeded,
        RunWrites? writes = null,
        DateTimeOffset? endedAt = null)
    {
        var end = endedAt ?? Now.AddMinutes(1);
        return Next(
            Summary with
            {
                Status = status,
                DueAt = null,
                EndedAt = end,
                Outputs = status == RunStatus.Succeeded ? Samples.Json("""{"total": 12.5}""") : Value.Undefined,
                Error = status == RunStatus.Succeeded ? null : Samples.Error,
            },
            writes,
            1,
            end);
    }

    /// <summary>Makes a commit with one record with which a run that had ended goes on.</summary>
    /// <param name="writes">What is written besides.</param>
    /// <returns>The commit.</returns>
    public RunCommit GoOn(RunWrites? writes = null) => Next(
        Summary with { Status = RunStatus.Running, EndedAt = null, Outputs = Value.Undefined, Error = null },
        writes);

    /// <summary>Makes a commit with one record with which the run gets another definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The commit.</returns>
    public RunCommit Migrate(DefinitionId definition) => Next(Summary with { Definition = definition }, null);

    /// <summary>Makes a commit without records.</summary>
    /// <param name="writes">What is written.</param>
    /// <returns>The commit.</returns>
    public RunCommit Only(RunWrites writes) => Next(Summary, writes, 0);

    private RunCommit Next(RunSummary summary, RunWrites? writes, int records = 1, DateTimeOffset? at = null)
    {
        var first = NextSequence;
        Now = at ?? Now.AddMinutes(1);
        Summary = summary;
        for (var i = 0; i < records; i++)
        {
            Records = Records.Add(new StepOpened
            {
                Sequence = NextSequence,
                At = Now,
                Activation = (int)NextSequence,
                Lane = 0,
                Node = 1,
            });
        }

        return new RunCommit(Epoch, first, Records[(int)(first - 1)..], summary) { Writes = writes };
    }
}

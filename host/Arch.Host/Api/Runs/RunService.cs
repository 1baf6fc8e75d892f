using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Api.Problems;
using Arch.Host.Output;
using Arch.Host.Serving;
using Arch.Sdk;
using Arch.Storage.Sqlite;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Host.Api.Runs;

/// <summary>What the API does with runs, whichever way it is asked.</summary>
internal sealed class RunService(HostWork work)
{
    private const string KeyPrefix = "api:";
    private const int MostDifferences = 100;

    private SqliteJournalStore Store => work.Store;

    /// <summary>Gets a run.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public async Task<RunSummary> FindAsync(string id) => await Store.FindAsync(new RunId(id))
        ?? throw new ProblemException(StatusCodes.Status404NotFound, "ARCH3204", $"There is no run '{id}'.");

    public async Task<RunResource> GetAsync(string id) => await DescribeAsync(await FindAsync(id));

    public async Task<RunResource> DescribeAsync(RunSummary run) => RunResource.Of(run, await WaitsAsync(run));

    public async Task<IReadOnlyList<RunSummary>> ListAsync(RunQuery query) => await work.Index.ListAsync(query);

    /// <summary>Starts a run.</summary>
    /// <param name="workflow">The workflow, <c>namespace.id</c>.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="trigger">What starts it.</param>
    /// <param name="key">The caller's key for the start; <see langword="null"/> for none.</param>
    /// <returns>The run, and whether an earlier start with the same key made it.</returns>
    public async Task<(RunId RunId, bool IsReplayed)> StartAsync(string workflow, Value inputs, Value trigger, string? key)
    {
        var definition = Definition(workflow);
        var bound = Bind(definition, inputs);
        var before = TimeProvider.System.GetUtcNow();
        var runId = await work.Engine.StartAsync(definition, bound, trigger, key is null ? null : KeyPrefix + key);
        return (runId, key is not null && await IsEarlierAsync(runId, before, bound, key));
    }

    /// <summary>Waits for the end of a run.</summary>
    /// <returns>The run as it is at its end, or when the patience is at its end.</returns>
    public async Task<RunSummary> WaitAsync(RunId runId, TimeSpan patience, CancellationToken stop)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(patience < work.Project.Settings.Server.MaxWait ? patience : work.Project.Settings.Server.MaxWait);
        try
        {
            return await work.Engine.WaitAsync(runId, null, timeout.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return await FindAsync(runId.Value);
        }
    }

    public async Task<RunDetailsResource> DetailsAsync(string id, long? at)
    {
        var run = await FindAsync(id);
        var records = await Store.ReadAsync(run.RunId);
        var view = RunViews.At(await DefinitionsAsync(records), run.RunId, records, at);
        return RunDetailsResource.Of(
            run, view, records.Count, RunHistory.Warnings(run.RunId, [.. records.TakeWhile(record => record.Sequence <= view.Sequence)]));
    }

    public async Task<IReadOnlyList<JournalRecord>> JournalAsync(string id) => await Store.ReadAsync((await FindAsync(id)).RunId);

    public async Task<DiffResource> DiffAsync(string left, string right)
    {
        var diff = RunDiff.Compare(await ViewAsync(left), await ViewAsync(right), MostDifferences);
        var steps = diff.First is null ? [] : diff.Later.Prepend(diff.First);
        return new DiffResource(
            left,
            right,
            diff.IsSameDefinition,
            diff.HasSameInputs,
            diff.HasSameEnd,
            [.. steps.Select(step => new DifferenceResource(step.Path, [.. DiffReport.Kinds(step.Kind)], Of(step.Left), Of(step.Right)))],
            diff.More);

        static StepResource? Of(StepView? step) => step is null ? null : StepResource.Of(step);
    }

    /// <summary>Gets the inputs of a repetition: those of the run, with others in their place.</summary>
    /// <returns>The inputs; <see langword="null"/> when all stay as they were.</returns>
    public async Task<ValueObject?> OtherInputsAsync(string id, Value others, bool sameDefinition)
    {
        if (others.IsNullish)
        {
            return null;
        }

        var run = await FindAsync(id);
        var records = await Store.ReadAsync(run.RunId);
        var definitions = await DefinitionsAsync(records);
        var before = RunViews.At(definitions, run.RunId, records);
        var definition = sameDefinition ? definitions.Get(before.Definition) : Definition(run.Workflow);
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var given in (Value[])[before.Inputs, others])
        {
            foreach (var (name, value) in given.TryGetObject(out var inputs) ? inputs : ValueObject.Empty)
            {
                members[name] = value;
            }
        }

        return Bind(definition, others.Kind == ValueKind.Object ? Value.From(ValueObject.Of(members)) : others);
    }

    private async Task<RunView> ViewAsync(string id)
    {
        var run = await FindAsync(id);
        var records = await Store.ReadAsync(run.RunId);
        return RunViews.At(await DefinitionsAsync(records), run.RunId, records);
    }

    private async Task<RunDefinitions> DefinitionsAsync(IReadOnlyList<JournalRecord> records) => await RunDefinitions.LoadAsync(
        records,
        async definition => work.Workflows.Restore(await Store.FindDefinitionAsync(definition) ?? []));

    // What keeps a run from being read is the reason for which it is parked, and that is told.
    private async Task<IReadOnlyList<WaitingStep>> WaitsAsync(RunSummary run)
    {
        if (run.HasEnded || run.Status == RunStatus.Running)
        {
            return [];
        }

        try
        {
            return WaitingStep.In(await ViewAsync(run.RunId.Value));
        }
        catch (ArchException) when (run.Status == RunStatus.Parked)
        {
            return [];
        }
    }

    private WorkflowDefinition Definition(string workflow)
    {
        if (work.Workflows.Find(workflow) is not { } deployed)
        {
            throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6005", $"There is no workflow '{workflow}' in this project. '/api/v1/workflows' lists those there are.");
        }

        return deployed.Definition ?? throw new ProblemException(
            StatusCodes.Status409Conflict, "ARCH6110", $"The workflow '{workflow}' cannot run, since its file has errors.")
        {
            Errors = [.. deployed.Errors.Select(error => new ProblemItem(error.Code, error.ToString()))],
        };
    }

    private static ValueObject Bind(WorkflowDefinition definition, Value inputs)
    {
        var binding = InputBinder.Bind(definition.Inputs, inputs);
        if (binding.Problems.Count > 0)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "ARCH6111", $"The inputs do not fit the workflow '{definition.FullName}'.")
            {
                Errors = [.. binding.Problems.Select(problem => new ProblemItem(problem.Code, problem.Message, problem.Input))],
            };
        }

        return binding.Inputs.TryGetObject(out var bound) ? bound : ValueObject.Empty;
    }

    // draft-ietf-httpapi-idempotency-key-header: the same key with another request is a mistake of the caller's.
    private async Task<bool> IsEarlierAsync(RunId runId, DateTimeOffset before, ValueObject inputs, string key)
    {
        var records = await Store.ReadAsync(runId);
        if (records is not [RunStarted started, ..] || started.At >= before)
        {
            return false;
        }

        return started.Inputs == Value.From(inputs) ? true : throw new ProblemException(
            StatusCodes.Status422UnprocessableEntity,
            "ARCH6112",
            $"The Idempotency-Key '{key}' was used to start run '{runId}' with other inputs. Use a new key for another start.");
    }
}

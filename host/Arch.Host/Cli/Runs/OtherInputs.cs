using Arch.Engine.History;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Host.Cli.Runs;

/// <summary>Inputs that runs are repeated with; those that are not given stay as they were.</summary>
/// <param name="file">A JSON file with an object of inputs, or <see langword="null"/>.</param>
/// <param name="pairs">Texts <c>name=value</c>; they win over the file.</param>
internal sealed class OtherInputs(string? file, IReadOnlyList<string> pairs)
{
    /// <summary>Gets the inputs for the repetition of a run.</summary>
    /// <param name="session">Where it is kept.</param>
    /// <param name="runId">The run.</param>
    /// <param name="current">The definition to repeat it with; <see langword="null"/> for that of the run.</param>
    /// <returns>The inputs, or <see langword="null"/> when all stay as they were.</returns>
    public async Task<ValueObject?> ForAsync(RunSession session, RunId runId, WorkflowDefinition? current)
    {
        if (file is null && pairs.Count == 0)
        {
            return null;
        }

        var records = await session.Store.ReadAsync(runId);
        var definitions = await RunReading.DefinitionsAsync(session.Store, session.Project, records);
        var before = RunViews.At(definitions, runId, records);
        return RunInputs.Bind(current ?? definitions.Get(before.Definition), before.Inputs, file, pairs);
    }
}

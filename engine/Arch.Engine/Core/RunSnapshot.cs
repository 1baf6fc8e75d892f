using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>
/// The state of a run as JSON in UTF-8, a short cut past the records that led to it. It is never the only source of anything:
/// one that cannot be read is passed over, and the journal is read from its beginning.
/// </summary>
internal static class RunSnapshot
{
    /// <summary>The number of the format. It changes with every change of what is written, or of what it means.</summary>
    public const int Format = 1;

    /// <summary>Encodes the state of a run that has not ended.</summary>
    /// <param name="state">The state; its records must end with the last of a decision.</param>
    /// <returns>A JSON object.</returns>
    public static byte[] Encode(RunState state)
    {
        using var writer = new SnapshotWriter();
        state.Write(writer);
        return writer.ToUtf8();
    }

    /// <summary>Makes the state of a run of its snapshot.</summary>
    /// <param name="definition">The definition that the run is pinned to.</param>
    /// <param name="runId">The run.</param>
    /// <param name="utf8Json">The snapshot; must not change afterwards.</param>
    /// <returns>
    /// The state; <see langword="null"/> when the snapshot has another format, is of another run or definition, or is damaged.
    /// </returns>
    public static RunState? TryRestore(WorkflowDefinition definition, RunId runId, ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            var reader = new SnapshotReader(utf8Json);
            return reader.IsOf(definition.Id, runId) ? RunState.Read(definition, runId, reader) : null;
        }
#pragma warning disable CA1031 // Whatever is wrong with a short cut, the journal itself is there
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}

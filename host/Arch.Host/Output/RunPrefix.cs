using Arch.Engine.Runs;

namespace Arch.Host.Output;

/// <summary>Says of which run a line is, where that is not plain. Safe to use from many threads.</summary>
internal sealed class RunPrefix
{
    private volatile string? _main;

    /// <summary>Sets the run that the command is about; its lines are as they are, those of others say whose they are.</summary>
    public void SetMain(RunId runId) => _main = runId.Value;

    /// <summary>Gives what stands before a line: nothing, the end of the id of a run that the main one called, or the whole id.</summary>
    public string Of(RunId runId)
    {
        if (_main is not { } main || runId.Value == main)
        {
            return "";
        }

        return runId.Value.StartsWith(main + "-", StringComparison.Ordinal) ? $"…{runId.Value[main.Length..]} " : runId.Value + " ";
    }
}

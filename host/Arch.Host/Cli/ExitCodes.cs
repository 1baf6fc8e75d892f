namespace Arch.Host.Cli;

/// <summary>What the program says to the shell when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>What was asked for was done; a run succeeded, or only waits.</summary>
    public const int Succeeded = 0;

    /// <summary>A run failed.</summary>
    public const int RunFailed = 1;

    /// <summary>A check found something that must not be.</summary>
    public const int ProblemsFound = 1;

    /// <summary>The command line, an input, a file or a setting is wrong; nothing was run.</summary>
    public const int Invalid = 2;

    /// <summary>The run was cancelled.</summary>
    public const int Cancelled = 3;

    /// <summary>The host gave up; its runs go on with the next one.</summary>
    public const int GivenUp = 4;
}

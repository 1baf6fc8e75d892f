using Arch.Sdk;

namespace Arch.Plugins.Processes;

/// <summary>Finds the file of a program.</summary>
/// <remarks>
/// The search path of the host alone is looked through, and only the folders in it that have a full path. The system's own
/// look-up would begin in the host's folder and the current one, where a step may have put a file of that name.
/// </remarks>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="StepException">ARCH4222: there is no such program.</exception>
    public static string Find(string program)
    {
        if (program.Length == 0 || program.Contains('\0', StringComparison.Ordinal))
        {
            throw Missing(program, "that is no name of a program");
        }

        if (Path.IsPathFullyQualified(program))
        {
            return !File.Exists(program) ? throw Missing(program, "there is no such file")
                : IsExecutable(program) ? program
                : throw Missing(program, "the file is not executable");
        }

        return program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar)
            ? throw Missing(program, "a path must be a full one, such as '/usr/bin/env'")
            : SearchPath().SelectMany(folder => Names(program).Select(name => Path.Join(folder, name))).FirstOrDefault(IsExecutable)
                ?? throw Missing(program, "it is in no folder of the search path (PATH) of the host");
    }

    private static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);

    private static IEnumerable<string> Names(string program) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(program) ? [program + ".exe"] : [program];

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);

    private static StepException Missing(string program, string reason) =>
        new("ARCH4222", $"The program '{program.Replace("\0", "\\0", StringComparison.Ordinal)}' cannot be started: {reason}.");
}

namespace Arch.Host.LanguageServer.Protocol;

/// <summary>Asks the client to tell of more.</summary>
internal sealed record RegistrationParams(IReadOnlyList<Registration> Registrations)
{
    /// <summary>Gets the request to tell when workflows, settings and plugins change on disk.</summary>
    public static RegistrationParams Watch { get; } = new(
    [
        new(
            "watch",
            "workspace/didChangeWatchedFiles",
            new WatchOptions([new("**/*.{yaml,yml}"), new("**/plugins/**")])),
    ]);
}

/// <summary>One thing that the client is asked to tell of.</summary>
internal sealed record Registration(string Id, string Method, WatchOptions RegisterOptions);

/// <summary>The files to watch.</summary>
internal sealed record WatchOptions(IReadOnlyList<FileSystemWatcherPattern> Watchers);

/// <summary>A pattern of files.</summary>
internal sealed record FileSystemWatcherPattern(string GlobPattern);

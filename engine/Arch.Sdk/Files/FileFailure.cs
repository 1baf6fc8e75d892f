namespace Arch.Sdk.Files;

/// <summary>Turns what the file system throws into failures that workflows can tell apart.</summary>
public static class FileFailure
{
    /// <summary>The code when a file or folder is not there.</summary>
    public const string NotFound = "file_not_found";

    /// <summary>The code when a file is there that must not be.</summary>
    public const string Exists = "file_exists";

    /// <summary>The code when the operating system refuses access.</summary>
    public const string Denied = "file_denied";

    /// <summary>The code when a file is larger than a step may read.</summary>
    public const string TooLarge = "file_too_large";

    /// <summary>The code of every other failure of the file system; another attempt may succeed.</summary>
    public const string Io = "file_io";

    /// <summary>Tells whether an exception comes from the file system.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Whether <see cref="Describe"/> may be called with it.</returns>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Makes the failure.</summary>
    /// <param name="exception">What the file system threw.</param>
    /// <param name="path">The path as the workflow wrote it.</param>
    /// <returns>A failure with one of this class's codes.</returns>
    public static StepException Describe(Exception exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            new StepException(NotFound, $"'{path}' does not exist.", exception),
        UnauthorizedAccessException =>
            new StepException(Denied, $"'{path}' may not be used: {exception.Message}", exception),
        _ => new StepException(Io, $"'{path}' could not be used: {exception.Message}", exception) { Retryable = true },
    };
}

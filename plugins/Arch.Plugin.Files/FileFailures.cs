using Arch.Sdk;

namespace Arch.Plugin.Files;

/// <summary>The failures of file steps in the plugin's own codes.</summary>
internal static class FileFailures
{
    public static StepException Input(string message) => new("file_input", message);

    public static StepException Missing(string path) => new("file_not_found", $"There is no file or folder '{path}'.");

    public static StepException Exists(string path) => new(
        "file_exists", $"'{path}' is there already. Choose another path, or say that it may be overwritten.");

    public static StepException TooLarge(string path, long size, long limit) => new(
        "file_too_large", $"The file '{path}' has {size} bytes; at most {limit} are read. Raise 'max_size'.");

    /// <summary>Runs file work and turns what the system says into failures that name the path as the workflow wrote it.</summary>
    public static async Task<T> GuardAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StepException("file_not_found", $"There is no file or folder '{path}'.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StepException("file_denied", $"The system does not allow '{path}' to be used: {e.Message}", e);
        }
        catch (IOException e)
        {
            // A full disk or a file that another program holds may be another in a minute.
            throw new StepException("file_io", $"'{path}' cannot be used: {e.Message}", e) { Retryable = true };
        }
    }
}

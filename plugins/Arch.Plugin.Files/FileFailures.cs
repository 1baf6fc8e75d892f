using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Files;

/// <summary>The failures of file steps in the plugin's own codes.</summary>
internal static class FileFailures
{
    public static StepException Input(string message) => new("file_input", message);

    public static StepException Missing(string path) => new(FileFailure.NotFound, $"'{path}' does not exist.");

    public static StepException Exists(string path) => new(
        FileFailure.Exists, $"'{path}' is there already. Choose another path, or say that it may be overwritten.");

    /// <summary>Runs file work and turns what the system says into failures that name the path as the workflow wrote it.</summary>
    public static async Task<T> GuardAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, path);
        }
    }
}

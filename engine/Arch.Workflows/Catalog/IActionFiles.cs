namespace Arch.Workflows.Catalog;

/// <summary>Reads the files of actions, which <c>uses: ./path</c> names.</summary>
public interface IActionFiles
{
    /// <summary>Reads an action's file.</summary>
    /// <param name="workflowFile">The file of the workflow, as the user gave it.</param>
    /// <param name="path">
    /// The path relative to the folder of <paramref name="workflowFile"/>, parts separated by <c>/</c>, without
    /// <c>.</c> parts;
    /// <c>..</c> parts stand at the beginning only. The extension may be missing.
    /// </param>
    /// <returns>The text, or why there is none.</returns>
    ActionFile Read(string workflowFile, string path);
}

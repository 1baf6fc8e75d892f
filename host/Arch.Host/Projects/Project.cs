using Arch.Expressions.JavaScript;
using Arch.Host.Agents;
using Arch.Host.Cli;
using Arch.Host.Settings;
using Arch.Host.Steps;
using Arch.Plugins;
using Arch.Plugins.BuiltIn;
using Arch.Plugins.Granting;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Editing;

namespace Arch.Host.Projects;

/// <summary>What a command works on: the settings, and the plugins and workflows that they lead to.</summary>
internal sealed class Project : IDisposable
{
    private readonly JavaScriptLanguage _language = new();

    /// <summary>Gets the agent types.</summary>
    public ProjectAgentTypes AgentTypes { get; }

    private Project(ArchSettings settings, bool isLongLived = false)
    {
        Settings = settings;
        Steps = PluginCatalog.Open(new PluginCatalogOptions
        {
            Roots = settings.PluginFolders,
            BuiltIn = CoreSteps.All,
            Policy = settings.Policy,
            LoadsCopies = isLongLived,
            Worker = PluginWorkerCommand.Start,
            Grants = plugin => PluginGrants.Of(StepServices.GrantsOf(settings), plugin),
        });
        AgentTypes = new ProjectAgentTypes(Steps);
    }

    public ArchSettings Settings { get; }

    public PluginCatalog Steps { get; }

    /// <summary>Opens the project of the working folder.</summary>
    /// <exception cref="UsageException">The settings are wrong.</exception>
    public static Project Open() => Open(Directory.GetCurrentDirectory());

    /// <summary>Opens the project of the working folder for a host that lives long, whose plugins may be overwritten while they are in use.</summary>
    /// <exception cref="UsageException">The settings are wrong.</exception>
    public static Project OpenForLong(params IReadOnlyList<KeyValuePair<string, SettingValue>> overrides) =>
        new(SettingsReader.Read(Directory.GetCurrentDirectory(), overrides), isLongLived: true);

    /// <summary>Opens the project of a folder.</summary>
    /// <exception cref="UsageException">The settings are wrong.</exception>
    public static Project Open(string folder) => new(SettingsReader.Read(folder));

    /// <summary>Opens the project of a folder whose settings cannot be read, as if there were none.</summary>
    public static Project Bare(string folder) => new(SettingsReader.Defaults(folder));

    /// <summary>Gets the workflows that may be called from workflows in given folders.</summary>
    /// <param name="besides">Folders to look into besides those of the settings, without those in them.</param>
    public ProjectWorkflows Workflows(params IEnumerable<string> besides) =>
        new(Settings.ProjectFolder, Settings.WorkflowFolders, [.. besides]);

    /// <summary>Makes the compiler for a file of the project, or for one outside of it, which sees its own folder.</summary>
    public WorkflowCompiler Compiler(string file, IWorkflowCatalog workflows) => new(_language, Steps, workflows, Actions(file), AgentTypes);

    /// <summary>Makes the language service for a file; see <see cref="Compiler"/>.</summary>
    public LanguageService LanguageService(string file, IWorkflowCatalog workflows) => new(Compiler(file, workflows));

    /// <summary>Reads and compiles a workflow file.</summary>
    /// <exception cref="UsageException">ARCH6004: the file cannot be read.</exception>
    public WorkflowCompilation Compile(string file) =>
        Compile(file, Workflows(Path.GetDirectoryName(Path.GetFullPath(file)) ?? Settings.ProjectFolder));

    /// <summary>Reads and compiles a workflow file that may call given workflows.</summary>
    /// <exception cref="UsageException">ARCH6004: the file cannot be read.</exception>
    public WorkflowCompilation Compile(string file, IWorkflowCatalog workflows) => Compiler(file, workflows).Compile(ReadSource(file));

    /// <summary>Reads a text file that the user named.</summary>
    /// <exception cref="UsageException">ARCH6004: the file cannot be read.</exception>
    public static SourceText ReadSource(string file)
    {
        try
        {
            return SourceText.Decode(file, File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException("ARCH6004", $"The file '{file}' does not exist (looked for '{Path.GetFullPath(file)}').", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("ARCH6004", $"The file '{file}' cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => Steps.Dispose();

    private ActionFolder Actions(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? Settings.ProjectFolder;
        var isOurs = (folder + Path.DirectorySeparatorChar).StartsWith(Settings.ProjectFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return new ActionFolder(isOurs ? Settings.ProjectFolder : folder);
    }
}

using Arch.Plugins.BuiltIn;
using Arch.Plugins.Discovery;
using Arch.Plugins.Loading;
using Arch.Plugins.Running;
using Arch.Sdk;
using Arch.Workflows.Catalog;

namespace Arch.Plugins;

/// <summary>
/// The step types that are built in and those of the plugin folders. The folders are looked at when a name is asked for
/// that is not built in; a plugin's code is loaded when one of its step types is first asked for.
/// </summary>
/// <remarks>Safe to use from many threads. What is wrong with a plugin is a value, and touches no other plugin.</remarks>
public sealed class PluginCatalog : IStepCatalog, IDisposable
{
    private readonly BuiltInSteps _builtIn;
    private readonly StepIndex _builtInIndex;
    private readonly Lazy<IReadOnlyList<PluginFolder>> _folders;
    private readonly Lazy<StepIndex> _index;
    private readonly Lazy<StepIndex> _failedIndex;

    private PluginCatalog(IReadOnlyList<string> roots, IEnumerable<BuiltInStep> builtInSteps)
    {
        _builtIn = new BuiltInSteps(builtInSteps);
        _builtInIndex = new StepIndex([_builtIn]);
        _folders = new(() => Find(roots));
        _index = new(() => new StepIndex([_builtIn, .. _folders.Value.Where(folder => !folder.IsFailedFromStart)]));
        _failedIndex = new(() => new StepIndex([.. _folders.Value.Where(folder => folder.IsFailedFromStart)]));
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _index.Value.Names;

    /// <summary>Gets what is known about each plugin: first <c>core</c>, then the folders in their order. Loads none.</summary>
    public IReadOnlyList<PluginInfo> Plugins => [_builtIn.Describe(), .. _folders.Value.Select(folder => folder.Describe())];

    /// <summary>Opens a catalog.</summary>
    /// <param name="roots">
    /// The folders that hold plugin folders. Of two plugins with one id the newer is used, of equal ones that of the earlier
    /// root. A root that does not exist is passed over.
    /// </param>
    /// <param name="builtInSteps">Step types of the host, such as <see cref="CoreSteps.All"/>; they win over a plugin's.</param>
    /// <returns>The catalog. Dispose it to unload the plugins.</returns>
    public static PluginCatalog Open(IReadOnlyList<string> roots, IEnumerable<BuiltInStep> builtInSteps) => new(roots, builtInSteps);

    /// <inheritdoc/>
    /// <remarks>Loads the plugin. A step type that cannot be used is not found; <see cref="FindProblem"/> says why.</remarks>
    public StepType? Find(string name, int? version)
    {
        try
        {
            return Activate(name, version)?.Description;
        }
        catch (PluginProblemException)
        {
            return null; // FindProblem gives it
        }
    }

    /// <summary>Says why a step type that a plugin declares cannot be used.</summary>
    /// <param name="name">The name, such as <c>http.request</c>.</param>
    /// <param name="version">The major version, or <see langword="null"/> for the newest.</param>
    /// <returns>The problem; <see langword="null"/> when the step type can be used or no plugin declares it.</returns>
    public PluginProblem? FindProblem(string name, int? version)
    {
        try
        {
            return Activate(name, version) is null && _failedIndex.Value.Find(name, version) is var (source, step)
                ? source.Describe().Problems[0] with { StepType = step.Name }
                : null;
        }
        catch (PluginProblemException e)
        {
            return e.Problem;
        }
    }

    /// <summary>Finds what carries out a step type. Keep it only while a run needs it: it keeps its plugin loaded.</summary>
    /// <param name="name">The name, such as <c>http.request</c>.</param>
    /// <param name="version">The major version.</param>
    /// <returns>The runner.</returns>
    /// <exception cref="StepException">
    /// ARCH4020: no plugin offers the step type; or the code of the problem that keeps it from being used. Neither is retryable.
    /// </exception>
    public IStepRunner FindRunner(string name, int version)
    {
        try
        {
            if (Activate(name, version) is { } active)
            {
                return active.Runner;
            }
        }
        catch (PluginProblemException e)
        {
            throw new StepException(e.Problem.Code, $"{e.Problem.Message} {e.Problem.Remedy}", e);
        }

        throw FindProblem(name, version) is { } problem
            ? new StepException(problem.Code, $"{problem.Message} {problem.Remedy}")
            : new StepException(
                "ARCH4020",
                $"No plugin offers the step type '{name}@{version}'. Install one that does; 'arch plugins list' shows what is there.");
    }

    /// <summary>
    /// Unloads the plugins. Their code goes when the last attempt and the last runner that uses it is gone; the catalog must
    /// not be used any more.
    /// </summary>
    public void Dispose()
    {
        if (_folders.IsValueCreated)
        {
            foreach (var folder in _folders.Value)
            {
                folder.Unload();
            }

            StepJson.ForgetTypes();
        }
    }

    private ActiveStep? Activate(string name, int? version)
    {
        // A workflow that uses built-in step types alone costs no look at the folders. Without a version the newest is
        // wanted, and that may be a plugin's.
        var found = (version is null ? null : _builtInIndex.Find(name, version)) ?? _index.Value.Find(name, version);
        return found is var (source, step) ? source.Activate(step) : null;
    }

    private List<PluginFolder> Find(IReadOnlyList<string> roots)
    {
        var builtIn = _builtIn.Steps.Select(step => (step.Name, step.Version));
        return [.. PluginDiscovery.Find(roots, builtIn).Select(plugin => new PluginFolder(plugin))];
    }
}

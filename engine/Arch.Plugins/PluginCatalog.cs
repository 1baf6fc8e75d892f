using Arch.Plugins.BuiltIn;
using Arch.Plugins.Discovery;
using Arch.Plugins.Granting;
using Arch.Plugins.Isolation;
using Arch.Plugins.Isolation.Protocol;
using Arch.Plugins.Loading;
using Arch.Plugins.Policies;
using Arch.Plugins.Running;
using Arch.Sdk;
using Arch.Workflows.Catalog;

namespace Arch.Plugins;

/// <summary>
/// The types that are built in and those of the plugin folders. The folders are looked at when a name is asked for that is not
/// built in; a plugin's code is loaded when one of its types is first asked for.
/// </summary>
/// <remarks>Safe to use from many threads. What is wrong with a plugin is a value, and touches no other plugin.</remarks>
public sealed class PluginCatalog : IStepCatalog, IDisposable
{
    private readonly PluginCatalogOptions _options;
    private readonly BuiltInParts _builtIn;
    private readonly PartIndex _builtInIndex;
    private readonly Lock _refreshing = new();
    private readonly Lazy<CodeCopies> _copies = new(() => new CodeCopies());
    private Generations? _generations;

    private PluginCatalog(PluginCatalogOptions options)
    {
        _options = options;
        _builtIn = new BuiltInParts(options.BuiltIn);
        _builtInIndex = new PartIndex([_builtIn]);
        Unloads = new UnloadWatch(options.Time);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => Current.Index.Names(PluginPartKind.Step);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> TriggerNames => Current.Index.Names(PluginPartKind.Trigger);

    /// <summary>Gets the names of all agent types. Loads no plugin.</summary>
    public IReadOnlyCollection<string> AgentNames => Current.Index.Names(PluginPartKind.Agent);

    /// <summary>Gets what is known about each plugin: first <c>core</c>, then the folders in their order. Loads none.</summary>
    public IReadOnlyList<PluginInfo> Plugins =>
        [_builtIn.Describe(), .. Current.All.Select(generation => generation.Describe() with { Leaked = Unloads.Leaked(generation.Origin.Id) })];

    internal UnloadWatch Unloads { get; }

    private Generations Current
    {
        get
        {
            if (Volatile.Read(ref _generations) is { } generations)
            {
                return generations;
            }

            lock (_refreshing)
            {
                return _generations ??= new Generations(_builtIn, [.. Discover().Select(plugin => new PluginGeneration(plugin, this))]);
            }
        }
    }

    /// <summary>Opens a catalog.</summary>
    /// <param name="options">What it works with.</param>
    /// <returns>The catalog. Dispose it to unload the plugins.</returns>
    public static PluginCatalog Open(PluginCatalogOptions options) => new(options);

    /// <summary>Opens a catalog that loads whatever lies in the folders.</summary>
    /// <param name="roots">See <see cref="PluginCatalogOptions.Roots"/>.</param>
    /// <param name="builtIn">See <see cref="PluginCatalogOptions.BuiltIn"/>.</param>
    /// <returns>The catalog. Dispose it to unload the plugins.</returns>
    public static PluginCatalog Open(IReadOnlyList<string> roots, IEnumerable<BuiltInPart> builtIn) =>
        new(new PluginCatalogOptions { Roots = roots, BuiltIn = [.. builtIn] });

    /// <inheritdoc/>
    /// <remarks>Loads the plugin. A step type that cannot be used is not found; <see cref="FindProblem"/> says why.</remarks>
    public StepType? Find(string name, int? version) => (FindActive(PluginPartKind.Step, name, version) as ActiveStep)?.Description;

    /// <inheritdoc/>
    /// <remarks>As <see cref="Find"/>.</remarks>
    public TriggerType? FindTrigger(string name, int? version) =>
        (FindActive(PluginPartKind.Trigger, name, version) as ActiveTrigger)?.Description;

    /// <summary>Finds an agent type.</summary>
    /// <param name="name">The name, such as <c>agent.ai</c>.</param>
    /// <param name="version">The major version, or <see langword="null"/> for the newest.</param>
    /// <returns>The agent type, or <see langword="null"/> when there is none that can be used.</returns>
    public AgentType? FindAgent(string name, int? version) => (FindActive(PluginPartKind.Agent, name, version) as ActiveAgent)?.Description;

    /// <summary>Says why a step, trigger or agent type that a plugin declares cannot be used.</summary>
    /// <param name="name">The name, such as <c>http.request</c>.</param>
    /// <param name="version">The major version, or <see langword="null"/> for the newest.</param>
    /// <param name="kind">What is meant.</param>
    /// <returns>The problem; <see langword="null"/> when it can be used or no plugin declares it.</returns>
    public PluginProblem? FindProblem(string name, int? version, PluginPartKind kind = PluginPartKind.Step)
    {
        try
        {
            return Activate(kind, name, version) is null && Current.FailedIndex.Find(kind, name, version) is var (source, part)
                ? source.Describe().Problems[0] with { StepType = part.Name }
                : null;
        }
        catch (PluginProblemException e)
        {
            return e.Problem;
        }
    }

    /// <summary>Finds what carries out a step type. It may be kept: it always leads to the version of the plugin that is in use.</summary>
    /// <param name="name">The name, such as <c>http.request</c>.</param>
    /// <param name="version">The major version.</param>
    /// <returns>The runner.</returns>
    /// <exception cref="StepException">
    /// ARCH4020: no plugin offers the step type; or the code of the problem that keeps it from being used. Neither is retryable.
    /// </exception>
    public IStepRunner FindRunner(string name, int version) => ((ActiveStep)Need(PluginPartKind.Step, name, version)).Runner;

    /// <summary>Finds what carries out a trigger type; see <see cref="FindRunner"/>.</summary>
    /// <param name="name">The name, such as <c>mail.received</c>.</param>
    /// <param name="version">The major version.</param>
    /// <returns>The runner.</returns>
    /// <exception cref="StepException">As with <see cref="FindRunner"/>.</exception>
    public ITriggerRunner FindTriggerRunner(string name, int version) => ((ActiveTrigger)Need(PluginPartKind.Trigger, name, version)).Runner;

    /// <summary>Finds what carries out an agent type; see <see cref="FindRunner"/>.</summary>
    /// <param name="name">The name, such as <c>agent.ai</c>.</param>
    /// <param name="version">The major version.</param>
    /// <returns>The runner.</returns>
    /// <exception cref="StepException">As with <see cref="FindRunner"/>.</exception>
    public IPluginAgentRunner FindAgentRunner(string name, int version) => ((ActiveAgent)Need(PluginPartKind.Agent, name, version)).Runner;

    /// <summary>
    /// Looks at the folders again. What is new or has changed is used from the next attempt on; attempts under way finish on the code
    /// they began with, which is unloaded after the last of them. A folder whose new content cannot be used changes nothing.
    /// </summary>
    /// <returns>The ids of the plugins that were added, replaced or removed.</returns>
    public IReadOnlyList<string> Refresh()
    {
        lock (_refreshing)
        {
            var before = _generations?.All ?? [];
            var after = Discover().Select(plugin => Next(plugin, before.FirstOrDefault(generation => generation.Folder == plugin.Folder))).ToList();
            Volatile.Write(ref _generations, new Generations(_builtIn, after));
            var gone = before.Except(after).ToList();
            gone.ForEach(generation => generation.Retire());
            return [.. gone.Concat(after.Except(before)).Select(generation => generation.Origin.Id).Distinct()];
        }
    }

    /// <summary>
    /// Unloads the plugins. Their code goes when the last attempt that uses it has ended; the catalog must not be used any more.
    /// </summary>
    public void Dispose()
    {
        foreach (var generation in _generations?.All ?? [])
        {
            generation.Retire();
        }

        Unloads.Dispose();
        if (_copies.IsValueCreated)
        {
            _copies.Value.Dispose();
        }
    }

    /// <exception cref="PluginProblemException">The code cannot be loaded, or is not what was found.</exception>
    internal IPluginCode LoadCode(DiscoveredPlugin plugin)
    {
        var folder = _options.LoadsCopies ? _copies.Value.Copy(plugin) : plugin.Folder;
        PolicyCheck.CheckPin(plugin.Id, folder, plugin.Rule);
        return plugin.Rule.Isolation == PluginIsolation.Process
            ? Isolate(plugin, folder)
            : LoadedPlugin.Load(plugin.AssemblyIn(folder), plugin.Origin, _options.LoadLimit);
    }

    private IsolatedPlugin Isolate(DiscoveredPlugin plugin, string folder)
    {
        if (_options.Worker is null)
        {
            throw new PluginProblemException(
                "ARCH4024", $"The plugin '{plugin.Id}' must run in a process of its own, which this host does not start.", "Use it in a host of 'arch'.");
        }

        var grants = _options.Grants?.Invoke(plugin.Origin) ?? PluginGrants.Of(new HostGrants { WorkingFolder = folder }, plugin.Origin);
        var start = new WorkerStart(plugin.AssemblyIn(folder), plugin.Id, plugin.Origin.Version, grants, _options.LoadLimit);
        return new IsolatedPlugin(start, _options.Worker, plugin.Origin, _options.Time);
    }

    private PluginGeneration Next(DiscoveredPlugin found, PluginGeneration? current)
    {
        if (current is null || (current.Fingerprint == found.Fingerprint && current.IsFailedFromStart == found.Problem is not null))
        {
            return current ?? new PluginGeneration(found, this);
        }

        // What works is not given up for what does not: the folder may be half copied.
        var refusal = current.IsFailedFromStart ? null
            : found.Problem is { } problem ? problem
            : Unloads.Leaked(current.Origin.Id) >= UnloadWatch.MostLeaks ? Leaking(current)
            : null;
        current.RefuseChange(refusal);
        return refusal is null ? new PluginGeneration(found, this) : current;
    }

    private static PluginProblem Leaking(PluginGeneration current) => new(
        "ARCH4023",
        $"The plugin '{current.Origin.Id}' has changed, but is not loaded again: {UnloadWatch.MostLeaks} older versions of its code are still in memory.",
        "Restart the host. The plugin leaves timers, threads, static events or the like behind when it is unloaded; "
            + "the analyzers of Arch.Sdk find the usual ones.");

    private ActivePart? FindActive(PluginPartKind kind, string name, int? version)
    {
        try
        {
            return Activate(kind, name, version);
        }
        catch (PluginProblemException)
        {
            return null; // FindProblem gives it
        }
    }

    private ActivePart Need(PluginPartKind kind, string name, int version)
    {
        try
        {
            if (Activate(kind, name, version) is { } active)
            {
                return active;
            }
        }
        catch (PluginProblemException e)
        {
            throw new StepException(e.Problem.Code, $"{e.Problem.Message} {e.Problem.Remedy}", e);
        }

        throw FindProblem(name, version, kind) is { } problem
            ? new StepException(problem.Code, $"{problem.Message} {problem.Remedy}")
            : new StepException(
                "ARCH4020",
                $"No plugin offers the {PartKind.Of(kind).Word} type '{name}@{version}'. Install one that does; 'arch plugins list' shows what is there.");
    }

    private ActivePart? Activate(PluginPartKind kind, string name, int? version)
    {
        // A workflow that uses built-in types alone costs no look at the folders. Without a version the newest is wanted, and
        // that may be a plugin's.
        var found = (version is null ? null : _builtInIndex.Find(kind, name, version)) ?? Current.Index.Find(kind, name, version);
        return found is var (source, part) ? source.Activate(part) : null;
    }

    private IReadOnlyList<DiscoveredPlugin> Discover() => PluginDiscovery.Find(_options.Roots, _builtIn.Parts, _options.Policy);

    private sealed class Generations(BuiltInParts builtIn, IReadOnlyList<PluginGeneration> all)
    {
        public IReadOnlyList<PluginGeneration> All { get; } = all;

        public PartIndex Index { get; } = new([builtIn, .. all.Where(generation => !generation.IsFailedFromStart)]);

        public PartIndex FailedIndex { get; } = new([.. all.Where(generation => generation.IsFailedFromStart)]);
    }
}

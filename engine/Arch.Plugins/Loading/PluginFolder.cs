using System.Diagnostics.CodeAnalysis;
using Arch.Plugins.Discovery;

namespace Arch.Plugins.Loading;

/// <summary>A plugin folder that is loaded when a step type of it is first asked for. What failed once stays failed.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The catalog calls Unload")]
internal sealed class PluginFolder(DiscoveredPlugin plugin) : IStepSource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PluginStep, ActiveStep> _active = [];
    private readonly Dictionary<PluginStep, PluginProblem> _failed = [];
    private LoadedPlugin? _loaded;
    private PluginProblem? _problem = plugin.Problem;

    public IReadOnlyList<PluginStep> Steps { get; } = [.. plugin.Steps.Select(step => step.Step)];

    /// <summary>Gets whether the folder could not be used even before anything was loaded.</summary>
    public bool IsFailedFromStart { get; } = plugin.Problem is not null;

    public ActiveStep Activate(PluginStep step)
    {
        lock (_lock)
        {
            if (_active.TryGetValue(step, out var active))
            {
                return active;
            }

            if ((_problem ?? _failed.GetValueOrDefault(step)) is { } known)
            {
                throw new PluginProblemException(known);
            }

            Load();
            return ActivateFirst(step);
        }
    }

    public PluginInfo Describe()
    {
        lock (_lock)
        {
            return new PluginInfo
            {
                Id = plugin.Id,
                Version = plugin.Manifest?.Version.ToString() ?? "",
                Description = plugin.Manifest?.Description ?? "",
                Sdk = plugin.Manifest?.Sdk.ToString() ?? "",
                Permissions = plugin.Manifest?.Permissions ?? [],
                Folder = plugin.Folder,
                State = _problem is null ? PluginState.Active : PluginState.Failed,
                IsLoaded = _loaded is not null,
                Problems = _problem is null ? [.. _failed.Values] : [_problem],
                Steps = Steps,
            };
        }
    }

    /// <summary>Lets go of the plugin's code.</summary>
    public void Unload()
    {
        lock (_lock)
        {
            _active.Clear();
            _loaded?.Dispose();
            _loaded = null;
        }
    }

    private void Load()
    {
        try
        {
            _loaded ??= LoadedPlugin.Load(plugin);
        }
        catch (PluginProblemException e)
        {
            _problem = e.Problem;
            throw;
        }
    }

    private ActiveStep ActivateFirst(PluginStep step)
    {
        try
        {
            var active = _loaded!.Activate(plugin, plugin.Steps.First(scanned => scanned.Step == step));
            _active.Add(step, active);
            return active;
        }
        catch (PluginProblemException e)
        {
            _failed.Add(step, e.Problem with { StepType = step.Name });
            throw;
        }
    }
}

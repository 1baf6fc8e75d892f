using System.Diagnostics.CodeAnalysis;
using Arch.Plugins.Discovery;

namespace Arch.Plugins.Loading;

/// <summary>
/// One version of a plugin folder. Its code is loaded when a part of it is first asked for, and let go when it was retired and the
/// last attempt has ended. What failed once stays failed.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The catalog retires it")]
internal sealed class PluginGeneration(DiscoveredPlugin plugin, PluginCatalog catalog) : IPartSource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PluginPart, ActivePart> _active = [];
    private readonly Dictionary<PluginPart, PluginProblem> _failed = [];
    private IPluginCode? _code;
    private PluginProblem? _problem = plugin.Problem;
    private PluginProblem? _refusedChange;
    private int _running;
    private bool _isRetired;

    public IReadOnlyList<PluginPart> Parts { get; } = [.. plugin.Parts.Select(scanned => scanned.Part)];

    public PluginOrigin Origin { get; } = plugin.Origin;

    public string Folder => plugin.Folder;

    /// <summary>Gets what the folder looked like when it was found.</summary>
    public string Fingerprint => plugin.Fingerprint;

    /// <summary>Gets whether the folder could not be used even before anything was loaded.</summary>
    public bool IsFailedFromStart { get; } = plugin.Problem is not null;

    public ActivePart Activate(PluginPart part)
    {
        lock (_lock)
        {
            if (_active.TryGetValue(part, out var active))
            {
                return active;
            }

            if ((_problem ?? _failed.GetValueOrDefault(part)) is { } known)
            {
                throw new PluginProblemException(known);
            }

            Load();
            return ActivateFirst(part);
        }
    }

    /// <summary>Keeps the code loaded until <see cref="Exit"/>; not once it was retired and is gone.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return false;
            }

            _running++;
            return true;
        }
    }

    public void Exit()
    {
        lock (_lock)
        {
            if (--_running > 0 || !_isRetired)
            {
                return;
            }
        }

        Unload();
    }

    /// <summary>Begins no attempt more; lets go of the code once the last one has ended.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return;
            }

            _isRetired = true;
            if (_running > 0)
            {
                return;
            }
        }

        Unload();
    }

    /// <summary>Says why what the folder holds now is not used in place of this.</summary>
    public void RefuseChange(PluginProblem? problem)
    {
        lock (_lock)
        {
            _refusedChange = problem;
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
                Permissions = Origin.Permissions,
                Folder = plugin.Folder,
                State = _problem is null ? PluginState.Active : PluginState.Failed,
                IsLoaded = _code is not null,
                Isolation = Origin.Rule.Isolation,
                Problems = [.. _problem is null ? _failed.Values.ToArray() : [_problem], .. _refusedChange is null ? [] : new[] { _refusedChange }],
                Parts = Parts,
            };
        }
    }

    private void Load()
    {
        try
        {
            _code ??= catalog.LoadCode(plugin);
        }
        catch (PluginProblemException e)
        {
            _problem = e.Problem;
            throw;
        }
    }

    private ActivePart ActivateFirst(PluginPart part)
    {
        try
        {
            ActivePart active = _code!.Activate(plugin.Parts.First(scanned => scanned.Part == part)) switch
            {
                ActiveStep step => step with { Runner = new LeasedStepRunner(this, step, catalog) },
                ActiveTrigger trigger => trigger with { Runner = new LeasedTriggerRunner(this, trigger, catalog) },
                ActiveAgent agent => agent with { Runner = new LeasedAgentRunner(this, agent, catalog) },
                var other => other,
            };
            _active.Add(part, active);
            return active;
        }
        catch (PluginProblemException e)
        {
            _failed.Add(part, e.Problem with { StepType = part.Name });
            throw;
        }
    }

    private void Unload()
    {
        IPluginCode? code;
        lock (_lock)
        {
            foreach (var active in _active.Values)
            {
                (active.Lease as IForgettable)?.Forget();
            }

            _active.Clear();
            code = _code;
            _code = null;
        }

        if (code is not null)
        {
            code.Dispose();
            catalog.Unloads.Watch(Origin.Id, code.Context);
        }
    }
}

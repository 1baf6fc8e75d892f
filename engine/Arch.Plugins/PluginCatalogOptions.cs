using Arch.Plugins.BuiltIn;
using Arch.Plugins.Granting;
using Arch.Plugins.Isolation;
using Arch.Plugins.Policies;

namespace Arch.Plugins;

/// <summary>What a catalog works with.</summary>
public sealed record PluginCatalogOptions
{
    /// <summary>
    /// Gets the folders that hold plugin folders. Of two plugins with one id the newer is used, of equal ones that of the earlier
    /// root. A root that does not exist is passed over.
    /// </summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>Gets the types of the host, such as <see cref="CoreSteps.All"/>; they win over a plugin's.</summary>
    public IReadOnlyList<BuiltInPart> BuiltIn { get; init; } = [];

    /// <summary>Gets which plugins may be loaded.</summary>
    /// <value>All of the folders unless set.</value>
    public PluginPolicy Policy { get; init; } = PluginPolicy.Open;

    /// <summary>
    /// Gets whether code is loaded from private copies, so that a folder may be overwritten while its plugin is in use. Without, a
    /// library that is overwritten under a running host may end it.
    /// </summary>
    /// <value><see langword="false"/> unless set; of use to hosts that live long and call <see cref="PluginCatalog.Refresh"/>.</value>
    public bool LoadsCopies { get; init; }

    /// <summary>Gets how a process for a plugin is started.</summary>
    /// <value><see langword="null"/> unless set: plugins that must be isolated cannot be used.</value>
    public WorkerCommand? Worker { get; init; }

    /// <summary>Gets what says what a plugin in a process of its own may do.</summary>
    /// <value>Nothing unless set.</value>
    public Func<PluginOrigin, PluginGrants>? Grants { get; init; }

    /// <summary>Gets how long code of a plugin may take to be made ready.</summary>
    /// <value>10 seconds unless set.</value>
    public TimeSpan LoadLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

namespace Arch.Plugins.Loading;

/// <summary>Where types come from: a plugin folder, or Arch itself. Safe to use from many threads.</summary>
internal interface IPartSource
{
    /// <summary>Gets what may be asked for; loads nothing.</summary>
    IReadOnlyList<PluginPart> Parts { get; }

    /// <summary>Makes a part ready, loading its code if need be.</summary>
    /// <exception cref="PluginProblemException">It cannot be used.</exception>
    ActivePart Activate(PluginPart part);

    PluginInfo Describe();
}

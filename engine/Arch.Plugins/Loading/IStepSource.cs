namespace Arch.Plugins.Loading;

/// <summary>Where step types come from: a plugin folder, or Arch itself. Safe to use from many threads.</summary>
internal interface IStepSource
{
    /// <summary>Gets the step types that may be asked for; loads nothing.</summary>
    IReadOnlyList<PluginStep> Steps { get; }

    /// <summary>Makes a step type ready, loading its code if need be.</summary>
    /// <exception cref="PluginProblemException">It cannot be used.</exception>
    ActiveStep Activate(PluginStep step);

    PluginInfo Describe();
}

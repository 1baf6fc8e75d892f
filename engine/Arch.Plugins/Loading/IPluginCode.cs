using Arch.Plugins.Discovery;

namespace Arch.Plugins.Loading;

/// <summary>The loaded code of one plugin. Disposing it lets go of the code.</summary>
internal interface IPluginCode : IDisposable
{
    /// <summary>Gets what is still alive as long as the code is in memory; <see langword="null"/> when it lives in another process.</summary>
    WeakReference? Context { get; }

    /// <exception cref="PluginProblemException">The part cannot be used.</exception>
    ActivePart Activate(ScannedPart part);
}

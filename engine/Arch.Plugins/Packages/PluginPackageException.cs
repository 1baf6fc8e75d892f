using Arch.Sdk;

namespace Arch.Plugins.Packages;

/// <summary>A plugin cannot be installed, removed or compared with its record. Nothing was changed.</summary>
public sealed class PluginPackageException : ArchException
{
    /// <summary>Creates a failure.</summary>
    /// <param name="code">The code, <c>ARCH4401</c> to <c>ARCH4499</c>, or that of the plugin's own problem.</param>
    /// <param name="message">What was seen, what was wanted, and what to do about it.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public PluginPackageException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException)
    {
    }
}

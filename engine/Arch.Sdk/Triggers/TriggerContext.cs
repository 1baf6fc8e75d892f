namespace Arch.Sdk.Triggers;

/// <summary>One look for news, and the services that the host grants to it. The host makes it; plugins use it.</summary>
public abstract class TriggerContext : PluginContext
{
    /// <summary>Gets the trigger as <c>namespace.id/name</c>.</summary>
    public abstract string Trigger { get; }

    /// <summary>Gets the cursor that the last look gave.</summary>
    /// <value><see langword="null"/> at the very first look: begin with what comes from now on, unless the settings say otherwise.</value>
    public abstract string? Cursor { get; }
}

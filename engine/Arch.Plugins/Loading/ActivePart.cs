namespace Arch.Plugins.Loading;

/// <summary>A part that is ready to work.</summary>
internal abstract record ActivePart
{
    /// <summary>Gets what carries it out.</summary>
    internal object Lease => this switch
    {
        ActiveStep step => step.Runner,
        ActiveTrigger trigger => trigger.Runner,
        ActiveAgent agent => agent.Runner,
        _ => this,
    };
}

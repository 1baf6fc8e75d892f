namespace Arch.Workflows.Definitions.Triggers;

/// <summary>A trigger whose firings come from elsewhere: a form, a tool, a file or a plugin.</summary>
/// <param name="Verb">The verb.</param>
public sealed record OtherTrigger(string Verb) : TriggerDefinition
{
    /// <inheritdoc/>
    public override string Kind => Verb;
}

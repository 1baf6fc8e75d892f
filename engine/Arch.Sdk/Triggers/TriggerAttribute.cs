namespace Arch.Sdk.Triggers;

/// <summary>Names a trigger type, as <c>uses:</c> of a trigger refers to it.</summary>
/// <param name="type">The name: lower-case words parted by a dot, such as <c>mail.received</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TriggerAttribute(string type) : Attribute
{
    /// <summary>Gets the name, such as <c>mail.received</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Gets or sets the major version, the part after <c>@</c>.</summary>
    /// <value>1 or more; 1 unless set.</value>
    public int Version { get; set; } = 1;

    /// <summary>Gets or sets one sentence that says what starts a run.</summary>
    /// <value>Plain text; empty unless set.</value>
    public string Summary { get; set; } = "";
}

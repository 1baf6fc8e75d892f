namespace Arch.Sdk.Agents;

/// <summary>Names an agent type, as <c>uses:</c> of an agent refers to it.</summary>
/// <param name="type">The name: lower-case words parted by a dot, such as <c>mail.assistant</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AgentAttribute(string type) : Attribute
{
    /// <summary>Gets the name, such as <c>mail.assistant</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Gets or sets the major version, the part after <c>@</c>.</summary>
    /// <value>1 or more; 1 unless set.</value>
    public int Version { get; set; } = 1;

    /// <summary>Gets or sets one sentence that says what such an agent does.</summary>
    /// <value>Plain text; empty unless set.</value>
    public string Summary { get; set; } = "";

    /// <summary>Gets or sets how long the handling of a message may take unless the agent says so with <c>limits.time</c>.</summary>
    /// <value>Seconds, 1 or more; 30 unless set.</value>
    public int TimeLimitSeconds { get; set; } = 30;
}

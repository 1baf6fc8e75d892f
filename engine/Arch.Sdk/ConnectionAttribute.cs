namespace Arch.Sdk;

/// <summary>
/// Marks an input that a connection may give: addresses, names and secrets that an operator keeps in the host's settings and a
/// workflow names with <c>connection:</c>.
/// </summary>
/// <remarks>
/// What the connection gives cannot be given by the workflow as well: whoever may change the address must not send the password
/// of the connection there. A required input that the connection gives need not stand in the workflow.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionAttribute : Attribute
{
    /// <summary>
    /// Gets or sets the name of an input, as YAML has it, that a connection must give as well when it gives this one: credentials need
    /// the address that they are for.
    /// </summary>
    /// <value>None unless set.</value>
    public string? Needs { get; set; }
}

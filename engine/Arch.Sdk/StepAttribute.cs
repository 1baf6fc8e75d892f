namespace Arch.Sdk;

/// <summary>Names a step type, as <c>uses:</c> refers to it.</summary>
/// <param name="type">The name: lower-case words parted by a dot, such as <c>http.request</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StepAttribute(string type) : Attribute
{
    /// <summary>Gets the name, such as <c>http.request</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Gets or sets the major version, the part after <c>@</c> in <c>uses: http.request@1</c>.</summary>
    /// <value>1 or more; 1 unless set.</value>
    public int Version { get; set; } = 1;

    /// <summary>Gets or sets one sentence that says what the step does.</summary>
    /// <value>Plain text; empty unless set.</value>
    public string Summary { get; set; } = "";

    /// <summary>Gets or sets whether a second attempt with the same input has no further effect.</summary>
    /// <value>
    /// Nothing is known unless set; <see langword="false"/> says that a second attempt has a further effect, and a <c>retry</c> around
    /// the step is warned of.
    /// </value>
    public bool Idempotent { get; set; }
}

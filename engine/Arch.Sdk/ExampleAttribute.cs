namespace Arch.Sdk;

/// <summary>Gives an example value of a field, for documentation and editors.</summary>
/// <param name="value">The value as one would write it in YAML.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExampleAttribute(string value) : Attribute
{
    /// <summary>Gets the value as one would write it in YAML.</summary>
    public string Value { get; } = value;
}

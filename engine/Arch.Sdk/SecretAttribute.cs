namespace Arch.Sdk;

/// <summary>Marks an input that may receive a secret; its value is masked wherever it would be shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

namespace Arch.Sdk;

/// <summary>
/// Marks an input that is code, such as a script or an SQL statement: the workflow must write it out, without <c>${{ }}</c>, so that no
/// data becomes code. Data enters by other inputs, such as parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LiteralAttribute : Attribute;

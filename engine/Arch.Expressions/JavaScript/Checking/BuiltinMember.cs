namespace Arch.Expressions.JavaScript.Checking;

/// <summary>A property or method that JavaScript gives to every value of a kind.</summary>
/// <param name="Result">What it gives.</param>
/// <param name="IsMethod">Whether it has to be called.</param>
internal readonly record struct BuiltinMember(BuiltinResult Result, bool IsMethod);

namespace Arch.Workflows.Inputs;

/// <summary>Something wrong with a value that a run was given.</summary>
/// <param name="Code">
/// ARCH1101 unknown input, ARCH1102 missing input, ARCH1103 value that the input's type does not allow.
/// </param>
/// <param name="Input">The name of the input.</param>
/// <param name="Message">What was seen and what was wanted.</param>
/// <param name="Remedy">What to do about it, or <see langword="null"/> when the message says it all.</param>
public sealed record InputProblem(string Code, string Input, string Message, string? Remedy = null)
{
    /// <summary>Gives <c>CODE message remedy</c>.</summary>
    /// <returns>The line that people read.</returns>
    public override string ToString() => Remedy is null ? $"{Code} {Message}" : $"{Code} {Message} {Remedy}";
}

namespace Arch.Plugins;

/// <summary>Why a plugin, or one step type of it, cannot be used.</summary>
/// <param name="Code">The code, <c>ARCH4001</c> to <c>ARCH4099</c>; it has a page in the documentation.</param>
/// <param name="Message">What was seen and what was wanted.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="StepType">The name of the only step type it concerns; <see langword="null"/> when it concerns the whole plugin.</param>
public sealed record PluginProblem(string Code, string Message, string Remedy, string? StepType = null)
{
    /// <summary>Gives <c>CODE message. remedy</c>.</summary>
    /// <returns>The line that people read.</returns>
    public override string ToString() => $"{Code} {Message} {Remedy}";
}

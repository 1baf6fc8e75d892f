using System.Globalization;

namespace Arch.Host.Output;

/// <summary>Says how many runs there are.</summary>
internal static class RunCount
{
    /// <summary>Gives <c>1 run</c> or <c>2,000 runs</c>.</summary>
    public static string Of(long runs) => runs == 1 ? "1 run" : string.Create(CultureInfo.InvariantCulture, $"{runs:N0} runs");
}

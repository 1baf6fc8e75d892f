using System.Globalization;

namespace Arch.Workflows.Grammar;

/// <summary>A number.</summary>
/// <param name="IsInteger">Whether it must be whole.</param>
/// <param name="Least">The least allowed.</param>
/// <param name="Most">The greatest allowed.</param>
internal sealed record NumberRule(
    bool IsInteger = true,
    double Least = double.NegativeInfinity,
    double Most = double.PositiveInfinity) : ValueRule
{
    public override string Form
    {
        get
        {
            var kind = IsInteger ? "an integer" : "a number";
            return (Least, Most) switch
            {
                _ when Least.Equals(Most) => Text(Least),
                (double.NegativeInfinity, double.PositiveInfinity) => kind,
                (_, double.PositiveInfinity) => $"{kind} of at least {Text(Least)}",
                _ => $"{kind} from {Text(Least)} to {Text(Most)}",
            };
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

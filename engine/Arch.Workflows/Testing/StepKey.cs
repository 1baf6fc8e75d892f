using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Arch.Workflows.Testing;

/// <summary>
/// Names steps of a run: <c>send</c>, <c>notify/send</c> for a step of the action or workflow that the step <c>notify</c> uses or
/// calls, <c>pages[3]/write</c> for one iteration of a loop. Loops need not be named.
/// </summary>
public sealed partial class StepKey
{
    private readonly string _text;

    private StepKey(string text, ImmutableArray<StepKeyPart> parts)
    {
        _text = text;
        Parts = parts;
    }

    /// <summary>Gets the parts; the last is the step.</summary>
    public ImmutableArray<StepKeyPart> Parts { get; }

    /// <summary>Gets how much it says: of two that mean a step, the one that says more holds.</summary>
    public int Precision => Parts.Length + Parts.Count(part => part.Index is not null);

    /// <summary>Reads a key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <returns>Whether it has the form of one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out StepKey? key)
    {
        var parts = ImmutableArray.CreateBuilder<StepKeyPart>();
        foreach (var part in text.Split('/'))
        {
            var match = Part().Match(part);
            if (!match.Success)
            {
                key = null;
                return false;
            }

            int? index = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : null;
            parts.Add(new StepKeyPart(match.Groups[1].Value, index, IsLoop: index is not null));
        }

        key = new StepKey(text, parts.ToImmutable());
        return true;
    }

    /// <summary>Tells whether a step is meant.</summary>
    /// <param name="chain">
    /// What is around the step, from the outside, and the step itself; loops without an index stand for each of their iterations.
    /// </param>
    /// <returns>Whether it is.</returns>
    public bool Matches(IReadOnlyList<StepKeyPart> chain) => Rest(chain) == 0;

    /// <summary>Tells whether a step of a workflow that is called from somewhere may be meant.</summary>
    /// <param name="chain">What is around the step within its workflow, and the step itself.</param>
    /// <returns>Whether it may, depending on who calls the workflow.</returns>
    public bool MayMatch(IReadOnlyList<StepKeyPart> chain) => Rest(chain) >= 0;

    // How many parts are left when the whole chain fits; -1 when it does not.
    private int Rest(IReadOnlyList<StepKeyPart> chain)
    {
        var wanted = Parts.Length - 1;
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            var seen = chain[i];
            if (wanted >= 0 && Parts[wanted].Id == seen.Id && Fits(Parts[wanted].Index, seen))
            {
                wanted--;
            }
            else if (i == chain.Count - 1 || !seen.IsLoop)
            {
                return -1;
            }
        }

        return wanted + 1;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static bool Fits(int? wanted, StepKeyPart seen) => wanted is null || (seen.IsLoop && (seen.Index is null || seen.Index == wanted));

    [GeneratedRegex(@"^([a-z][a-z0-9_]*)(?:\[([0-9]{1,9})\])?$")]
    private static partial Regex Part();
}

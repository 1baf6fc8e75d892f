using Arch.Expressions.Values;
using Arch.Workflows.Durations;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Says what to write instead of a value of the wrong form.</summary>
internal static class Remedies
{
    // More keys than these are looked up in an editor rather than read in a message.
    private const int MostListed = 14;

    /// <summary>Gives the remedy for a node that is a list, mapping or scalar where another of them is wanted.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rule">What is wanted.</param>
    /// <returns>The remedy; <see langword="null"/> when the message says it all.</returns>
    public static string? For(YamlNode node, ValueRule rule) => (node, rule) switch
    {
        (_, EitherRule { Forms: var forms }) => forms.Select(form => For(node, form)).FirstOrDefault(remedy => remedy is not null),
        (YamlMapping, ListRule { Items: StepRule }) => "Begin each step with '- ' and give it an 'id'.",
        (YamlMapping, ListRule) => "Begin each item with '- '.",
        (YamlScalar { IsNull: false } one, ListRule { Items: not StepRule }) => $"Write [{one.Text}].",
        (YamlSequence, MapRule { Noun: var noun }) => $"Give each {noun} its own key instead of '- '.",
        (YamlScalar { IsString: true } type, ObjectRule { Keys: var keys }) when keys == TypeGrammar.Type =>
            TypeGrammar.Names.Words.Contains(type.Text) ? $"Write {{type: {type.Text}}}." : null,
        (YamlScalar length, VerbRule { Set: var set }) when set.FindVerb("for")?.Key.Value is DurationRule =>
            DurationWords.Meant(length.Text) is { } meant ? $"Write {{for: {meant}}}." : null,
        (_, ObjectRule { Keys.Keys: { Length: <= MostListed } keys }) =>
            $"Its keys are {string.Join(", ", keys.Select(key => key.Name))}.",
        _ => null,
    };

    /// <summary>Gives the remedy for a text in quotes that would be right without them.</summary>
    /// <param name="scalar">The text.</param>
    /// <param name="fits">Whether a value is what is wanted.</param>
    /// <returns>The remedy; <see langword="null"/> when quotes are not the mistake.</returns>
    public static string? ForQuotes(YamlScalar scalar, Func<Value, bool> fits) =>
        scalar.IsString && scalar.Text.Length > 0 && CoreSchema.TryResolve(scalar.Text, out var value)
            && value.Kind != ValueKind.String && fits(value)
            ? $"Write {scalar.Text} without quotes."
            : null;
}

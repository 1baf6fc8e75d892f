using static Arch.Workflows.Grammar.Rules;

namespace Arch.Workflows.Grammar;

/// <summary>The types of inputs, outputs and variables.</summary>
internal static class TypeGrammar
{
    /// <summary>The names of the types.</summary>
    public static readonly ChoiceRule Names = Choice(
        "string", "integer", "number", "boolean", "date", "datetime", "duration", "file", "array", "object", "any",
        "secret");

    public static KeySet Type { get; } = new(
        "type",
        [
            Key("type", Names, "The type of the value."),
            Key("title", Text, "A short name for people."),
            Key("description", Text, "What the value means."),
            Key("default", Data, "The value when none is given."),
            Key("optional", Flag, "Whether the value may be left out although it has no default."),
            Key("enum", new ListRule(Data, AtLeast: 1), "The only values allowed."),
            Key("min", new NumberRule(IsInteger: false), "The least number, length of text or number of elements."),
            Key("max", new NumberRule(IsInteger: false), "The greatest number, length of text or number of elements."),
            Key("pattern", Text, "A regular expression that text must match somewhere."),
            Key("format", Text, "The kind of text, such as email or uri."),
            Key("items", Rules.Type, "The type of an array's elements."),
            Key(
                "properties",
                new MapRule(Rules.Type) { HasNames = false, Noun = "property" },
                "The types of an object's members."),
            Key("value", DataTemplate, "How an output is made when there was no return."),
        ])
    {
        Form = "a type such as {type: string}",
    };
}

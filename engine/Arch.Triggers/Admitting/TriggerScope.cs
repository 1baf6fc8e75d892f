using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Triggers.Admitting;

/// <summary>The names that the expressions of a trigger see.</summary>
internal static class TriggerScope
{
    public static ObjectScope Of(WorkflowDefinition definition, Value trigger, Value secrets = default)
    {
        var dot = definition.FullName.LastIndexOf('.');
        return new ObjectScope(ValueObject.Of(
            ("trigger", trigger),
            ("secrets", secrets.IsUndefined ? Value.EmptyObject : secrets),
            ("workflow", Value.From(ValueObject.Of(
                ("id", Value.From(definition.FullName[(dot + 1)..])),
                ("namespace", Value.From(dot < 0 ? "" : definition.FullName[..dot])),
                ("name", Value.From(definition.FullName)),
                ("title", Value.From(definition.Title)),
                ("version", Value.From(definition.Id.Value)))))));
    }
}

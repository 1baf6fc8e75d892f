using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Tests.Support;

/// <summary>
/// Writes everything that a definition says, for comparing two of them: all but the sources, the id made of them, and places.
/// </summary>
internal static class DefinitionText
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static string Of(WorkflowDefinition definition)
    {
        var text = new StringBuilder();
        Write(text, definition with { Id = default, Sources = [] }, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        depth.ShouldBeLessThan(60, "A definition is a tree.");
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case SourcePlace:
                break;
            case string or IFormattable:
                text.Append(CultureInfo.InvariantCulture, $"'{value}'");
                break;
            case bool:
                text.Append(value);
                break;
            case Value data:
                text.Append(data.IsUndefined ? "undefined" : ValueJson.ToJson(data));
                break;
            case CompiledExpression expression:
                text.Append(CultureInfo.InvariantCulture, $"({expression.Text})");
                break;
            case CompiledScript script:
                text.Append(CultureInfo.InvariantCulture, $"({script.Text})");
                break;
            case IEnumerable items:
                WriteItems(text, items, depth);
                break;
            default:
                WriteFields(text, value, depth);
                break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items, int depth)
    {
        text.Append('[');
        foreach (var item in items is IDictionary ? items.Cast<object>().OrderBy(item => item.ToString(), StringComparer.Ordinal) : items.Cast<object>())
        {
            Write(text, item, depth + 1);
            text.Append(',');
        }

        text.Append(']');
    }

    private static void WriteFields(StringBuilder text, object value, int depth)
    {
        text.Append(value.GetType().Name).Append('{');
        for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields).OrderBy(field => field.Name, StringComparer.Ordinal))
            {
                text.Append(field.Name).Append('=');
                Write(text, field.GetValue(value), depth + 1);
                text.Append(';');
            }
        }

        text.Append('}');
    }
}

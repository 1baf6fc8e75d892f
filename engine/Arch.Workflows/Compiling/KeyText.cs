using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>
/// Makes templates that always give text, such as keys: <c>${{ inputs.number }}</c> alone gives its text and not a number.
/// </summary>
internal static class KeyText
{
    /// <summary>Compiles text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="node">The text.</param>
    /// <param name="names">The names in scope.</param>
    /// <param name="subject">What it is called in messages, such as <c>'key' of 'cache'</c>.</param>
    public static Template Compile(DocumentScope document, YamlNode node, NameScope names, string subject)
    {
        var data = document.Data.Compile(node, names, allowsSecrets: false);
        if (data.Template.Constant is not null)
        {
            return data.Template;
        }

        if (data.Shape.Kind is ShapeKind.Array or ShapeKind.Object or ShapeKind.Null)
        {
            document.Context.Error(
                node,
                "ARCH2110",
                $"{subject} must be text, but this expression gives {ShapeWords.Describe(data.Shape.Kind)}.",
                "Use one of its members, or JSON.stringify(…).");
        }

        return Template.Text([data.Template]);
    }
}

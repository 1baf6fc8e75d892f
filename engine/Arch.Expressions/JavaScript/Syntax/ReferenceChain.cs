using Acornima.Ast;
using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>Chains of members such as <c>steps.x?.outputs['y']</c>.</summary>
internal static class ReferenceChain
{
    /// <summary>Finds the name at the beginning of a chain of members.</summary>
    /// <param name="node">The end of the chain.</param>
    /// <returns>The name, or <see langword="null"/> when the chain begins with something else.</returns>
    public static Identifier? RootOf(Node node)
    {
        while (true)
        {
            switch (node)
            {
                case Identifier name:
                    return name;
                case MemberExpression member:
                    node = member.Object;
                    break;
                case ChainExpression chain:
                    node = chain.Expression;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Describes a chain as far as its members are constant.</summary>
    /// <param name="node">The end of the chain.</param>
    /// <param name="root">Its beginning.</param>
    /// <returns>The reference.</returns>
    public static ExpressionReference Describe(Node node, Identifier root)
    {
        var members = new List<MemberExpression>();
        for (var link = node; !ReferenceEquals(link, root);)
        {
            if (link is MemberExpression member)
            {
                members.Add(member);
                link = member.Object;
            }
            else
            {
                link = ((ChainExpression)link).Expression;
            }
        }

        members.Reverse();
        var path = new List<ReferenceSegment>(members.Count);
        var end = root.End;
        foreach (var member in members)
        {
            if (Constants.NameOf(member) is not { } name)
            {
                break;
            }

            var property = member.Property;
            path.Add(new ReferenceSegment(name, member.Optional, property.Start, property.End - property.Start));
            end = member.End;
        }

        return new ExpressionReference(root.Name, path, root.Start, end - root.Start);
    }
}

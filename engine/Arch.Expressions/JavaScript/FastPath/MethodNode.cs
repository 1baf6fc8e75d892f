using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A call of a method of a string or array such as <c>a.trim()</c>.</summary>
internal sealed class MethodNode(
    FastNode owner, FastMethod method, FastNode[] arguments, bool isOptional, MemberText text) : FastNode
{
    public override Value Evaluate(in FastContext context)
    {
        var isCut = false;
        return EvaluateLink(context, ref isCut);
    }

    public override Value EvaluateLink(in FastContext context, ref bool isCut)
    {
        var self = owner.EvaluateLink(context, ref isCut);
        if (isCut)
        {
            return Value.Undefined;
        }

        if (self.IsNullish)
        {
            isCut = isOptional;
            return isOptional ? Value.Undefined : throw text.Missing(self);
        }

        var values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(context);
        }

        return method(self, values);
    }
}

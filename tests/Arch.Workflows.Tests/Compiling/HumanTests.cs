using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class HumanTests
{
    [Fact]
    public void Compile_Everything_IsInTheNode()
    {
        var human = Human("{title: \"Approve ${{ inputs.name }}\", body: Look, assign: {role: boss}, actions: [approve, reject], "
            + "form: {reason: {type: string, optional: true}}, due: 1d, on_due: escalate}");

        human.Title.Constant.ShouldBeNull();
        human.Body.ShouldNotBeNull().Constant.ShouldBe(Value.From("Look"));
        human.Assign.ShouldNotBeNull().Constant.ShouldBe(Value.From(ValueObject.Of(("role", Value.From("boss")))));
        human.Actions.ShouldBe(["approve", "reject"]);
        human.Form.Members.Keys.ShouldBe(["reason"]);
        human.Form.IsOpen.ShouldBeFalse();
        (human.Due, human.OnDue).ShouldBe((TimeSpan.FromDays(1), DuePolicy.Escalate));
    }

    [Fact]
    public void Compile_TitleAlone_HasDefaults()
    {
        var human = Human("{title: Look}");

        human.Actions.ShouldBe(["complete"]);
        human.Form.ShouldSatisfyAllConditions(form => form.Kind.ShouldBe(ShapeKind.Object), form => form.Members.ShouldBeEmpty(), form => form.IsOpen.ShouldBeFalse());
        (human.Body, human.Assign, human.Due, human.OnDue).ShouldBe((null, null, null, DuePolicy.Fail));
    }

    [Theory]
    [InlineData("{title: x, actions: [approve, reject], form: {why: {type: string}}, due: 1d}", false)]
    [InlineData("{title: x, actions: [approve, reject], form: {why: {type: string}}, due: 1d, on_due: escalate}", false)]
    [InlineData("{title: x, actions: [approve, reject], form: {why: {type: string}}, due: 1d, on_due: continue}", true)]
    public void Compile_Outputs_AreKnown(string task, bool mayBeOver)
    {
        var outputs = Human(task).Output;

        outputs.IsOpen.ShouldBeFalse();
        outputs.Members.Keys.ShouldBe(["action", "form", "by", "at", "timed_out"]);
        outputs.Members["action"].Shape.Enum.ShouldBe([Value.From("approve"), Value.From("reject")]);
        outputs.Members["action"].Shape.IsNullable.ShouldBe(mayBeOver);
        outputs.Members["form"].MayBeUndefinedBecause.ShouldBeNull();
        (outputs.Members["form"].Shape.Members["why"].MayBeUndefinedBecause is not null).ShouldBe(mayBeOver);
        outputs.Members["by"].Shape.IsNullable.ShouldBeTrue();
        (outputs.Members["at"].Shape.Kind, outputs.Members["timed_out"].Shape.Kind).ShouldBe((ShapeKind.DateTime, ShapeKind.Boolean));
    }

    [Fact]
    public void Compile_SwitchOverTheAction_KnowsItsValues()
    {
        const string task = "- {id: h, human: {title: x, actions: [approve, reject]DUE}}\n"
            + "- {id: s, switch: steps.h.outputs.action, cases: {approve: [{id: a, emit: t.a}], reject: [{id: r, emit: t.r}]}}";

        Compile.Errors(Compile.Steps(task.Replace("DUE", "", StringComparison.Ordinal))).ShouldBeEmpty();
        Compile.Steps(task.Replace("DUE", ", due: 1d, on_due: continue", StringComparison.Ordinal)).Diagnostics.ShouldHaveSingleItem().Message
            .ShouldBe("The switch 's' has no case for 'null'.");
        Compile.Errors(Compile.Steps(task.Replace("approve:", "aprove:", StringComparison.Ordinal).Replace("DUE", "", StringComparison.Ordinal)))
            .ShouldBe(["ARCH2106 14:53"]);
    }

    [Fact]
    public void Compile_FieldOfTheForm_HasItsType()
    {
        const string task = "- {id: h, human: {title: x, form: {sum: {type: integer}, note: {type: string}}}}\n";

        Compile.Errors(Compile.Steps(task + "- {id: a, set: {total: \"${{ steps.h.outputs.form.sum }}\"}}")).ShouldBeEmpty();
        Compile.Errors(Compile.Steps(task + "- {id: a, set: {total: \"${{ steps.h.outputs.form.note }}\"}}")).ShouldBe(["ARCH2110 14:26"]);
        Compile.Errors(Compile.Steps(task + "- {id: a, emit: t.a, data: \"${{ steps.h.outputs.form.nte }}\"}")).ShouldBe(["ARCH2105 14:56"]);
    }

    [Fact]
    public void Compile_FieldOfAFormThatNobodyMayHaveFilledIn_NeedsAChain() =>
        Compile.Steps("- {id: h, human: {title: x, form: {note: {type: string}}, due: 1d, on_due: continue}}\n- {id: a, emit: t.a, data: \"${{ steps.h.outputs.form.note.length }}\"}")
            .Diagnostics.ShouldHaveSingleItem().Message
            .ShouldBe("'steps.h.outputs.form.note' may be undefined: nobody may have filled it in, since step 'h' has 'on_due: continue'.");

    [Theory]
    [InlineData("human: {title: x, actions: []}", "test.yaml:13:40 ARCH1000 'actions' of 'human' of step 'a' must be a list that is not empty, but is empty.")]
    [InlineData("human: {title: x, actions: [ok, no, ok]}", "test.yaml:13:49 ARCH1000 The action 'ok' stands twice in 'actions'. Take one away.")]
    [InlineData("human: {title: x, on_due: fail}", "test.yaml:13:31 ARCH1000 Step 'a' says what happens 'on_due', but has no 'due'. Add 'due', such as 'due: 1d'.")]
    [InlineData("human: {title: x, due: 0d}", "test.yaml:13:36 ARCH1000 'due' of 'human' of step 'a' must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, and more than 0, but is \"0d\" (a string).")]
    [InlineData("human: {title: \"${{ inputs.items }}\"}", "test.yaml:13:28 ARCH2110 'title' of 'human' must be text, but this expression gives an array. Use one of its members, or JSON.stringify(…).")]
    [InlineData("human: {title: x, form: {n: {type: integer, value: 1}}}", "test.yaml:13:57 ARCH1002 'n' is a field of a form, and 'value' goes with outputs of workflows and actions only. A value that holds when none is given is 'default'.")]
    [InlineData("human: {title: x}, timeout: 1d", "test.yaml:13:32 ARCH1002 Step 'a' has the key 'timeout', which does not go with its verb 'human'. It has no meaning with 'human'.")]
    public void Compile_Nonsense_IsRefused(string task, string message)
    {
        var compilation = Compile.Steps($"- {{id: a, {task}}}");

        compilation.Diagnostics.ShouldHaveSingleItem(string.Join('\n', compilation.Diagnostics)).ToString().ShouldBe(message);
        compilation.Definition.ShouldBeNull();
    }

    private static HumanNode Human(string task)
    {
        var compilation = Compile.Steps($"- {{id: a, human: {task}}}");
        compilation.Diagnostics.ShouldBeEmpty();
        return compilation.Definition.ShouldNotBeNull().Nodes.ShouldHaveSingleItem().ShouldBeOfType<HumanNode>();
    }
}

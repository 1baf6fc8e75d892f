using Arch.Workflows.Testing;

namespace Arch.Workflows.Tests.Testing;

public sealed class StepKeyTests
{
    // The step 'send' of an action used in a loop: pages[2]/notify/send
    private static readonly StepKeyPart[] s_chain = [new("pages", 2, true), new("notify", null, false), new("send", null, false)];

    [Theory]
    [InlineData("notify/send", true)]
    [InlineData("pages/notify/send", true)]
    [InlineData("pages[2]/notify/send", true)]
    [InlineData("pages[1]/notify/send", false)]
    [InlineData("send", false)]
    [InlineData("pages[2]/send", false)]
    [InlineData("other/notify/send", false)]
    [InlineData("notify", false)]
    [InlineData("notify[2]/send", false)]
    public void Matches_Chain_NeedsAllButLoops(string text, bool expected)
    {
        StepKey.TryParse(text, out var key).ShouldBeTrue();

        key!.Matches(s_chain).ShouldBe(expected);
    }

    [Theory]
    [InlineData("outer/notify/send", true)]
    [InlineData("outer[1]/pages[2]/notify/send", true)]
    [InlineData("outer/send", false)]
    public void MayMatch_ChainOfACalledWorkflow_LeavesOpenWhatIsAroundIt(string text, bool expected)
    {
        StepKey.TryParse(text, out var key).ShouldBeTrue();

        key!.MayMatch(s_chain).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Send")]
    [InlineData("a//b")]
    [InlineData("a[x]")]
    [InlineData("a.b")]
    public void TryParse_SomethingElse_IsRefused(string text) => StepKey.TryParse(text, out _).ShouldBeFalse();
}

namespace Simulation.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Parse_Numbers_TakesThem()
    {
        var (options, problem) = Options.Parse(["--from", "7", "--seeds", "100000", "--threads", "2"]);

        problem.ShouldBeNull();
        (options!.From, options.Seeds, options.Threads, options.Only).ShouldBe((7UL, 100_000L, 2, null)); // there is no problem
    }

    [Fact]
    public void Parse_Seed_RunsOnlyIt() => Options.Parse(["--seed", "17"]).Options!.Only.ShouldBe(17UL); // it is right

    [Theory]
    [InlineData("'--sed' is not known.", "--sed", "2")]
    [InlineData("'--seeds' needs a whole number from 1 to 9223372036854775807, not 'x'.", "--seeds", "x")]
    [InlineData("'--seeds' needs a whole number from 1 to 9223372036854775807, not '-1'.", "--seeds", "-1")]
    [InlineData("'--seed' needs a whole number from 1 to 9223372036854775807, not ''.", "--seed")]
    [InlineData("'--threads' needs a whole number from 1 to 1000, not '0'.", "--threads", "0")]
    public void Parse_Wrong_SaysWhatIsWrong(string problem, params string[] arguments)
    {
        var (options, found) = Options.Parse(arguments);

        options.ShouldBeNull();
        found.ShouldBe(problem);
    }
}

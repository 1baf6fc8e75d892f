using Arch.Workflows.Catalog;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class TriggerTests
{
    private const string Around = """
        arch: 1
        id: t
        namespace: tests
        steps: [{id: a, emit: x}]
        triggers:

        """;

    [Theory]
    [InlineData("nightly: {schedule: '0 2 * * *', tz: Europe/Paris, jitter: 5m}")]
    [InlineData("nightly: {schedule: '0 0 2 * * *', tz: UTC}")]
    [InlineData("often: {every: 1s, tz: America/New_York}")]
    [InlineData("changed: {uses: files.changed@1, every: 1m30s, dedupe: {key: a, ttl: 1d}, debounce: {for: 100ms}}")]
    [InlineData("after: {workflow: tests.other, within: 1h}")]
    [InlineData("mail: {uses: mail.received@1, every: 1m, with: {host: a.example, folder: INBOX}}")]
    [InlineData("mail: {uses: mail.received@1, every: 1m, connection: box, with: {folder: INBOX}}")]
    public void Compile_TimesThatMakeSense_FindsNothing(string trigger) => Said(trigger).ShouldBeEmpty();

    [Theory]
    [InlineData("mail: {uses: mail.recieved@1}", "test.yaml:6:16 ARCH2004 Trigger 'mail' uses unknown trigger type 'mail.recieved'. Did you mean 'mail.received'?")]
    [InlineData("mail: {uses: mail.received@2}", "test.yaml:6:16 ARCH2004 Trigger 'mail' uses version 2 of trigger type 'mail.received', which no plugin offers. The newest is 'mail.received@1'.")]
    [InlineData("mail: {uses: mail.received@1, connection: box}", "test.yaml:6:10 ARCH2109 Trigger type 'mail.received' needs the setting 'folder', which is missing. Add 'folder': a string.")]
    [InlineData("mail: {uses: mail.received@1, with: {folder: INBOX}}", "test.yaml:6:33 ARCH2109 Trigger type 'mail.received' needs the setting 'host', which is missing. Add 'host': a string.")]
    [InlineData("mail: {uses: mail.received@1, connection: box, with: {foldr: INBOX}}", "test.yaml:6:57 ARCH2108 Trigger type 'mail.received' has no setting 'foldr'. Did you mean 'folder'?")]
    [InlineData("log: {uses: core.log@1}", "test.yaml:6:15 ARCH2004 Trigger 'log' uses unknown trigger type 'core.log'. Put the plugin that offers it into the plugin folder; 'arch plugins list' shows what is there.")]
    public void Compile_TriggerOfAPlugin_IsCheckedAgainstItsDeclaration(string trigger, string said) => Said(trigger).First().ShouldBe(said);

    [Theory]
    [InlineData(
        "n: {schedule: '0 2 * * 8', tz: UTC}",
        "test.yaml:6:26 ARCH1008 The day of the week in 'schedule' of trigger 'n' must be '*', 0 to 7 or SUN to SAT, lists and ranges of them, or one with #1 to #5 or L behind it, but is \"8\". Write for example MON-FRI or MON#1 or 5L.")]
    [InlineData(
        "n: {schedule: '0 2 30 2 *'}",
        "test.yaml:6:18 ARCH1008 'schedule' of trigger 'n' is \"0 2 30 2 *\", a day that never comes. Take a day that the month has; L is the last of each month.")]
    [InlineData(
        "n: {schedule: 5}",
        "test.yaml:6:17 ARCH1000 'schedule' of trigger 'n' must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\", but is 5 (a number).")]
    [InlineData(
        "n: {schedule: '${{ trigger.at }}'}",
        "test.yaml:6:17 ARCH1000 'schedule' of trigger 'n' must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\"; an expression cannot stand here.")]
    [InlineData(
        "n: {every: 5m, tz: Europe/Pari}",
        "test.yaml:6:22 ARCH1009 'tz' of trigger 'n' must be a time zone of the IANA database such as Europe/Paris, but \"Europe/Pari\" is none. Did you mean 'Europe/Paris'?")]
    [InlineData(
        "n: {every: 5m, tz: '+01:00'}",
        "test.yaml:6:22 ARCH1009 'tz' of trigger 'n' must be a time zone of the IANA database such as Europe/Paris, but \"+01:00\" is none. Name a city of the zone, as in Europe/Paris or America/New_York, or UTC. An abbreviation or a distance from UTC does not say when the clocks change.")]
    [InlineData(
        "n: {every: 500ms}",
        "test.yaml:6:14 ARCH1000 'every' of trigger 'n' must be a duration of at least 1s, but is \"500ms\".")]
    [InlineData(
        "n: {every: 5}",
        "test.yaml:6:14 ARCH1000 'every' of trigger 'n' must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, but is 5 (a number). Did you mean '5s'?")]
    [InlineData(
        "n: {workflow: tests.other, within: 0s}",
        "test.yaml:6:38 ARCH1000 'within' of trigger 'n' must be a duration of at least 1ms, but is \"0s\".")]
    [InlineData(
        "n: {event: x, dedupe: {key: a, ttl: 0s}}",
        "test.yaml:6:39 ARCH1000 'ttl' of 'dedupe' of trigger 'n' must be a duration of at least 1s, but is \"0s\".")]
    [InlineData(
        "n: {event: x, debounce: {for: 0s}}",
        "test.yaml:6:33 ARCH1000 'for' of 'debounce' of trigger 'n' must be a duration of at least 1ms, but is \"0s\".")]
    public void Compile_TimesThatMakeNone_TellsWhereAndWhat(string trigger, string expected) => Said(trigger).ShouldBe([expected]);

    [Theory]
    [InlineData("localtime")]
    [InlineData("posix/Europe/Paris")]
    [InlineData("../Europe/Paris")]
    [InlineData("zone.tab")]
    [InlineData("PST")]
    public void Compile_NameThatIsNoZoneEverywhere_IsRefused(string zone) =>
        Said($"n: {{every: 5m, tz: {zone}}}").ShouldHaveSingleItem().ShouldContain($"ARCH1009 'tz' of trigger 'n' must be");

    [Fact]
    public void Restore_TimesOfAnOlderVersion_AreLeftAlone()
    {
        var source = new SourceText("test.yaml", Around + "  n: {schedule: '0 2 30 2 *', tz: Nowhere/Else}\n  o: {every: 0s}\n");

        Compile.Compiler().Restore([source]).FullName.ShouldBe("tests.t");
    }

    private static IEnumerable<string> Said(string trigger) =>
        Compile.Text(Around + "  " + trigger).Diagnostics.Select(diagnostic => diagnostic.ToString());
}

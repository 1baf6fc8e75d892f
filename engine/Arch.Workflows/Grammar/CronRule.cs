using Arch.Workflows.Schedules;

namespace Arch.Workflows.Grammar;

/// <summary>A cron schedule; the compiler looks into its fields.</summary>
internal sealed record CronRule : ValueRule
{
    public override string Form => CronText.Form;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal enum PageBy
{
    LinkHeader,
    NextUrl,
    Cursor,
    Page,
    Offset,
}

internal sealed record PageRule
{
    [Description("How the next page is found: the Link header (rel=next), an address in the body, a cursor in the body, or the number of the page or item.")]
    public required PageBy By { get; init; }

    [Description("Where the next address or cursor is in the body: names and numbers parted by dots. For next_url and cursor.")]
    [Example("paging.next")]
    public string? Field { get; init; }

    [Description("The parameter of the address that takes the cursor, page or offset. For cursor, page and offset.")]
    [Example("cursor")]
    public string? Parameter { get; init; }

    [Description("The first page or offset, or the cursor to go on from. Page 1, offset 0 and no cursor unless given.")]
    public JsonElement? Start { get; init; }

    [Description("How many items a whole page has. For page and offset: one with fewer is the last. Without it, an empty one is.")]
    [Range(1, 100_000)]
    public int? Size { get; init; }

    [Description("Whether the next address may be of another origin, to which no credentials go. For link_header and next_url.")]
    public bool AllowOtherOrigins { get; init; }
}

internal sealed record PaginateInput : ServerInput
{
    [Description("How the next page is found.")]
    [Example("{ by: cursor, field: meta.next, parameter: cursor }")]
    public required PageRule Next { get; init; }

    [Description("Where the list of items is in the body: names and numbers parted by dots. The body itself unless given.")]
    [Example("data.orders")]
    public string? Items { get; init; }

    [Description("The most pages that are asked for.")]
    [Range(1, 10_000)]
    public int MaxPages { get; init; } = 100;

    [Description("The most items that are given.")]
    [Range(1, 1_000_000)]
    public int MaxItems { get; init; } = 10_000;

    [Description("The wait between two pages.")]
    [Example("500ms")]
    public TimeSpan Delay { get; init; }

    [Description("The most bytes of the bodies of all pages.")]
    [Range(1, 1_073_741_824)]
    public long MaxResponse { get; init; } = 32 * 1024 * 1024;

    [Description("The most time for all of it.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}

internal enum PagesStopped
{
    End,
    MaxPages,
    MaxItems,
}

internal sealed record PaginateOutput
{
    [Description("The items of all pages, in their order.")]
    public required IReadOnlyList<JsonElement> Items { get; init; }

    [Description("How many they are.")]
    public required int Count { get; init; }

    [Description("How many pages were read.")]
    public required int Pages { get; init; }

    [Description("Why it stopped: there was no more, or a limit was reached.")]
    public required PagesStopped Stopped { get; init; }

    [Description("The page to go on with: its address, cursor, number or offset. With max_items it is the page that was cut. Null at the end.")]
    public string? Next { get; init; }
}

using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Text;

[Step("text.template", Summary = "Fills a template with data.", Idempotent = true)]
internal sealed class TemplateStep : IStep<TemplateInput, TextOutput>
{
    private const int MaxTemplateBytes = 1024 * 1024;

    public async Task<TextOutput> RunAsync(TemplateInput input, StepContext context, CancellationToken cancellationToken)
    {
        Source.ExactlyOne(("template", input.Template), ("template_file", input.TemplateFile));
        var text = input.Template
            ?? await context.Files.ReadTextAsync(input.TemplateFile!, MaxTemplateBytes, null, cancellationToken).ConfigureAwait(false);
        var template = TemplateParser.Parse(text);
        return await TextTarget.WriteAsync(
            input.File,
            context,
            writer =>
            {
                new TemplateRenderer(writer, input.Escape, input.Strict, cancellationToken).Render(template, input.Data);
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
    }
}

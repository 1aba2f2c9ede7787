package dev.bonghwa.nms.submit;

import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.hash.Digests;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.intake.JobRequest;
import dev.bonghwa.nms.intake.RequestFields;
import dev.bonghwa.nms.intake.SubmissionReader;
import dev.bonghwa.nms.intake.Vocabulary;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A submit that brings its list: the body is parsed as a stream. */
final class BodySource implements Source {
  private final EndpointParser parser;
  private final SubmitSettings settings;
  private final Form form;
  private final DigestInputStream body;

  BodySource(EndpointParser parser, SubmitSettings settings, Form form, InputStream body) {
    this.parser = parser;
    this.settings = settings;
    this.form = form;
    this.body = new DigestInputStream(body, Digests.sha256());
  }

  /**
   * How the body is to be read.
   *
   * @param words the names of its fields
   * @param lines NDJSON instead of one object
   * @param strict one invalid entry refuses all
   */
  record Form(Vocabulary words, boolean lines, boolean strict) {}

  @Override
  public Content read(GoneFilter next) throws InterruptedException {
    TargetList targets =
        new TargetList(
            parser,
            new TargetList.Limits(settings.mostTargets(), form.strict()),
            form.words().targets(),
            next);
    JobRequest request = read(targets);
    targets.finish();
    return new Content(
        request, targets.duplicates(), targets.invalid(), targets.told(), digest(), null);
  }

  private JobRequest read(TargetList targets) throws InterruptedException {
    RequestFields fields = new RequestFields(settings.expiry());
    SubmissionReader reader = new SubmissionReader(form.words(), fields, targets);
    if (form.lines()) {
      reader.readLines(body);
    } else {
      reader.readObject(body);
    }
    JobRequest request = fields.whole();
    if (request.makesThread() && targets.namesThread()) {
      throw Problem.at(
          422, "/message/thread_name", "must not be there when a target has a thread_id");
    }
    return request;
  }

  /** Of every byte, and how it was to be read. */
  private byte[] digest() {
    MessageDigest digest = body.getMessageDigest();
    digest.update((byte) (form.strict() ? 1 : 0));
    return digest.digest();
  }
}

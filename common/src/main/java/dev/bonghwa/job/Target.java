package dev.bonghwa.job;

/**
 * One endpoint of one job.
 *
 * @param index its position in the submitted list, from 0
 * @param address where it is, normalised: {@code ID/TOKEN} or an https URL. A secret
 */
public record Target(int index, String address) {

  @Override
  public String toString() {
    return "Target[" + index + "]";
  }
}
